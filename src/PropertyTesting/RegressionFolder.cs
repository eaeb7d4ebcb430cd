using GcVerify.Mutator;

namespace GcVerify.PropertyTesting;

/// <summary>A program of a folder of regressions.</summary>
/// <param name="File">Its file, as a user would name it: folder and name.</param>
/// <param name="Program">The program.</param>
internal readonly record struct Regression(string File, MutatorProgram Program);

/// <summary>A folder of programs that broke a law once.</summary>
internal static class RegressionFolder
{
    /// <summary>The programs in the <c>.gcp</c> files of a folder, in the order of their names.</summary>
    /// <param name="folder">The folder: absolute, or beside the source file of the test, or else in the folder that the tests run from.</param>
    /// <param name="sourceFile">The source file of the test.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder: a test that replays nothing must not pass for one that does.</exception>
    /// <exception cref="ProgramFormatException">A file is not a program.</exception>
    public static IEnumerable<Regression> Read(string folder, string sourceFile)
    {
        foreach (string path in Directory.GetFiles(Find(folder, sourceFile), "*.gcp").Order(StringComparer.Ordinal))
        {
            string file = Path.TrimEndingDirectorySeparator(folder) + "/" + Path.GetFileName(path);
            yield return new Regression(file, ProgramParser.Parse(File.ReadAllText(path), file));
        }
    }

    private static string Find(string folder, string sourceFile)
    {
        // Where builds map paths, the source file's folder may not exist here.
        string[] places = [Path.GetDirectoryName(sourceFile) ?? "", AppContext.BaseDirectory];
        string[] candidates = [.. places.Select(place => Path.GetFullPath(Path.Combine(place, folder))).Distinct()];
        return Array.Find(candidates, Directory.Exists)
            ?? throw new DirectoryNotFoundException(
                $"found no folder of regressions '{folder}'; expected it to be {string.Join(" or ", candidates)}");
    }
}
