namespace GcVerify.Adapters;

/// <summary>Executables on the search path.</summary>
internal static class ExecutablePath
{
    /// <summary>The first file of this name that can be executed, or null.</summary>
    public static string? Find(string name)
    {
        string path = Environment.GetEnvironmentVariable("PATH") ?? "";
        string file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        return path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .Select(directory => Path.Combine(directory, file))
            .FirstOrDefault(IsExecutable);
    }

    /// <summary>The file that a shell would execute for the first word of a command.</summary>
    /// <exception cref="AdapterException">There is none.</exception>
    public static string Resolve(string name, string word)
    {
        if (!word.Contains('/', StringComparison.Ordinal) && !word.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return Find(word) ?? throw Unusable($"'{word}' is not on the search path");
        }

        string path = Path.GetFullPath(word);
        return IsExecutable(path) ? path
            : throw Unusable(Directory.Exists(path) ? $"'{word}' is a directory, expected an executable"
                : File.Exists(path) ? $"'{word}' is not executable; 'chmod +x' makes it so"
                : $"'{word}': no such file");

        AdapterException Unusable(string reason) => new(AdapterFailure.Setup, $"{name}: {reason}");
    }

    private static bool IsExecutable(string path) =>
        File.Exists(path)
        && (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
