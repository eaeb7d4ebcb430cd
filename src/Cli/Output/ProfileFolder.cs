using GcVerify.Reporting;

namespace GcVerify.Cli.Output;

/// <summary>Where profiles are kept: a folder in the current directory, a file for each name.</summary>
internal static class ProfileFolder
{
    /// <summary>The folder.</summary>
    public const string Name = "gcverify-profiles";

    private const string Extension = ".json";
    private const int LongestName = 100;

    /// <summary>The file for a new one. The folder is made if it is not there.</summary>
    /// <exception cref="UsageException">It is no name for a file, or it is taken.</exception>
    public static ReportFile ToSave(string name, bool force)
    {
        string path = PathOf("--save", name);
        if (File.Exists(path) && !force)
        {
            throw new UsageException($"--save '{name}': there is such a profile; '--force' overwrites it");
        }

        try
        {
            Directory.CreateDirectory(Name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--save '{name}': the folder {Name} cannot be made: {e.Message}");
        }

        return ReportFile.Check("--save", path, force);
    }

    /// <summary>The names of all, in order.</summary>
    public static string[] All() => !Directory.Exists(Name) ? []
        : [.. Directory.GetFiles(Name, "*" + Extension).Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>What was saved under a name.</summary>
    /// <exception cref="UsageException">There is none, or it cannot be read.</exception>
    public static IReadOnlyList<HeapProfile> Read(string name)
    {
        string path = Existing(name);
        try
        {
            return ProfileJson.Read(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new UsageException($"'{path}': no profile that can be read: {e.Message}");
        }
    }

    /// <summary>Removes one.</summary>
    /// <exception cref="UsageException">There is none, or it cannot be removed.</exception>
    public static void Remove(string name)
    {
        string path = Existing(name);
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{path}': cannot be removed: {e.Message}");
        }
    }

    private static string Existing(string name)
    {
        string path = PathOf("profile", name);
        string[] all = All();
        return File.Exists(path) ? path
            : throw new UsageException(all.Length == 0
                ? $"profile '{name}': there are none in {Name}/"
                : Catalog.Unknown("profile", name, all, "there are: " + string.Join(", ", all)));
    }

    private static string PathOf(string what, string name) =>
        name.Length is > 0 and <= LongestName && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? Path.Combine(Name, name + Extension)
            : throw new UsageException($"{what} '{Catalog.Quoted(name)}': expected a name of letters, digits, '-', '_' and '.'");
}
