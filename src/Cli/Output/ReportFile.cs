using System.Text;

namespace GcVerify.Cli.Output;

/// <summary>A file that a user asked for: checked before anything is run, written at the end.</summary>
/// <param name="Option">The option that names it.</param>
/// <param name="Path">Its path.</param>
internal sealed record ReportFile(string Option, string Path)
{
    /// <summary>The file, if it can be written as far as can be seen beforehand.</summary>
    /// <exception cref="UsageException">It is a directory, lies in none, or is there and not to be overwritten.</exception>
    public static ReportFile Check(string option, string path, bool force)
    {
        var file = new ReportFile(option, path);
        return path.Length == 0 || Directory.Exists(path) ? throw file.Wrong("expected a file")
            : File.Exists(path) && !force ? throw file.Wrong("there is such a file; '--force' overwrites it")
            : System.IO.Path.GetDirectoryName(path) is { Length: > 0 } directory && !Directory.Exists(directory)
                ? throw file.Wrong("there is no such directory")
            : file;
    }

    /// <summary>Writes it.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public void Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    /// <summary>Writes it.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public void Write(ReadOnlySpan<byte> content)
    {
        try
        {
            File.WriteAllBytes(Path, content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Wrong($"cannot be written: {e.Message}");
        }
    }

    private UsageException Wrong(string what) => new($"{Option} '{Catalog.Quoted(Path)}': {what}");
}
