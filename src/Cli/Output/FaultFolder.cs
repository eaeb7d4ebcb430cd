namespace GcVerify.Cli.Output;

/// <summary>The folder of the pages of the faults, beside the page that lists them.</summary>
/// <param name="Path">Its path, as it was given.</param>
internal sealed record FaultFolder(string Path)
{
    private const string Option = "--pages";

    /// <summary>The folder, made if it is not there, if the pages can be written as far as can be seen beforehand.</summary>
    /// <exception cref="UsageException">It can be no folder, or has such pages that are not to be overwritten.</exception>
    public static FaultFolder Check(string path, IEnumerable<string> faults, bool force)
    {
        try
        {
            if (path.Length == 0 || File.Exists(path))
            {
                throw new UsageException($"{Option} '{Catalog.Quoted(path)}': expected a directory");
            }

            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{Option} '{Catalog.Quoted(path)}': the directory cannot be made: {e.Message}");
        }

        var folder = new FaultFolder(path);
        foreach (string fault in faults)
        {
            ReportFile.Check(Option, folder.FileOf(fault), force);
        }

        return folder;
    }

    /// <summary>What leads from the page beside the folder to that of a fault.</summary>
    public string LinkTo(string fault) => $"{System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(Path))}/{fault}.md";

    /// <summary>Writes the page of a fault.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public void Write(string fault, string page) => new ReportFile(Option, FileOf(fault)).Write(page);

    private string FileOf(string fault) => System.IO.Path.Combine(Path, fault + ".md");
}
