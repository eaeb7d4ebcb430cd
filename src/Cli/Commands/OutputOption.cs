using System.CommandLine;

namespace GcVerify.Cli.Commands;

/// <summary><c>--output</c>: the directory for counterexamples.</summary>
internal sealed class OutputOption : Option<string>
{
    public OutputOption()
        : base("--output")
    {
        Description = "where counterexamples are written to (gcverify-out)";
        HelpName = "directory";
    }

    /// <summary>The directory, which need not be there.</summary>
    /// <exception cref="UsageException">It cannot be one.</exception>
    public string Read(ParseResult result)
    {
        string directory = result.GetValue(this) ?? "gcverify-out";
        return directory.Length == 0 || File.Exists(directory)
            ? throw new UsageException($"--output '{Catalog.Quoted(directory)}': expected a directory")
            : directory;
    }
}
