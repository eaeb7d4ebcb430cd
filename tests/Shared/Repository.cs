namespace GcVerify;

/// <summary>The files of the repository that the tests run in.</summary>
internal static class Repository
{
    private static string Top { get; } = TopFrom(AppContext.BaseDirectory);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Top, path));

    public static IEnumerable<string> NamesIn(string folder, string pattern) =>
        Directory.GetFiles(Path.Combine(Top, folder), pattern).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!;

    private static string TopFrom(string folder) =>
        File.Exists(Path.Combine(folder, "GcVerify.sln"))
            ? folder
            : TopFrom(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("These tests run inside the repository."));
}
