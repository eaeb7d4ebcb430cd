using System.Globalization;
using System.Text;
using GcVerify.Cli.Workers;
using GcVerify.Mutator;

namespace GcVerify.Cli.Output;

/// <summary>Where a program was written to, or why it was not; and the command that runs it again.</summary>
internal sealed record SavedProgram(string File, string Replay)
{
    /// <summary>The path of the file; null if it was not written.</summary>
    public string? Path { get; private init; }

    /// <summary>
    /// Writes a program with a first line that says what it shows. A file that is there and holds something else stays as it is, and
    /// another name is taken.
    /// </summary>
    /// <param name="directory">Where to; made if it is not there.</param>
    /// <param name="name">The name of the file, without its ending.</param>
    /// <param name="collector">The collector on which it shows it.</param>
    /// <param name="shows">What it shows.</param>
    /// <param name="program">The program's text.</param>
    /// <param name="otherwise">The command that shows it again where it cannot be written.</param>
    /// <param name="adapters">How adapters are started.</param>
    public static SavedProgram Write(
        string directory, string name, string collector, string shows, string program, string otherwise, AdapterSetup adapters) =>
        Write(directory, name, path => ReplayOf(path, collector, adapters), shows, program, otherwise);

    /// <summary>The same with another command than <c>run</c>.</summary>
    /// <param name="directory">Where to; made if it is not there.</param>
    /// <param name="name">The name of the file, without its ending.</param>
    /// <param name="replayOf">The command that shows it again, of the path of the file.</param>
    /// <param name="shows">What it shows.</param>
    /// <param name="program">The program's text.</param>
    /// <param name="otherwise">The command that shows it again where it cannot be written.</param>
    public static SavedProgram Write(
        string directory, string name, Func<string, string> replayOf, string shows, string program, string otherwise)
    {
        try
        {
            Directory.CreateDirectory(directory);
            for (int copy = 1; ; copy++)
            {
                string suffix = copy == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{copy}");
                string path = System.IO.Path.Combine(directory, $"{name.Replace(':', '-')}{suffix}.gcp");
                if (TryWrite(path, $"# {shows}: {replayOf(path)}\n{program}"))
                {
                    return new SavedProgram(path, replayOf(path)) { Path = path };
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SavedProgram($"(not written: {e.Message})", otherwise);
        }
    }

    /// <summary>The content of a file: what it shows and how, and the program.</summary>
    public static string TextOf(string path, string collector, string shows, string program, AdapterSetup adapters) =>
        $"# {shows}: {ReplayOf(path, collector, adapters)}\n{program}";

    /// <summary>The line of such a file with an operation of its program; with the last one where that is the collections at the end.</summary>
    public static int LineOf(MutatorProgram program, int operationIndex)
    {
        int operations = program.Body.Length, lines = 1 + program.ToString().TrimEnd('\n').Count(c => c == '\n') + 1;
        return operationIndex < operations ? lines - operations + 1 + operationIndex : lines;
    }

    /// <summary>The command that runs a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="collector">What to run it on.</param>
    /// <param name="adapters">How adapters are started.</param>
    /// <param name="options">Further options, each after a blank; or empty.</param>
    /// <param name="last">The same, after those of the adapter.</param>
    public static string ReplayOf(string path, string collector, AdapterSetup adapters, string options = "", string last = "") =>
        "gcverify run " + OnSubject(path, collector, adapters, options, last);

    /// <summary>A file and what to run it on, as arguments of a command that takes both.</summary>
    public static string OnSubject(string path, string collector, AdapterSetup adapters, string options = "", string last = "") =>
        ForShell(path) + adapters.Chosen(collector) + options + adapters.Options(collector) + last + adapters.Tail(collector);

    /// <summary>A word as an argument in a command.</summary>
    public static string ForShell(string path) =>
        path.Length > 0 && path.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=,+\\".Contains(c, StringComparison.Ordinal)) ? path
        : path == ProgramFile.StandardInput ? "-" : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Whether the file now holds the text; it does not if it holds something else.</summary>
    private static bool TryWrite(string path, string text)
    {
        if (System.IO.File.Exists(path))
        {
            return System.IO.File.ReadAllText(path) == text;
        }

        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        stream.Write(Encoding.UTF8.GetBytes(text));
        return true;
    }
}
