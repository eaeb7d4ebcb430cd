namespace GcVerify.Adapters;

/// <summary>Executables on the search path.</summary>
internal static class ExecutablePath
{
    /// <summary>The first file of this name that can be executed, or null.</summary>
    public static string? Find(string name)
    {
        string[] directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return directories
            .Where(Path.IsPathFullyQualified)
            .SelectMany(directory => OperatingSystem.IsWindows() ? [Path.Combine(directory, name + ".exe")] : new[] { Path.Combine(directory, name) })
            .FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string path) =>
        File.Exists(path)
        && (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
