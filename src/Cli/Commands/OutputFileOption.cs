using System.CommandLine;
using GcVerify.Cli.Output;

namespace GcVerify.Cli.Commands;

/// <summary><c>-o FILE</c> and <c>--force</c>: one file that is written, and none that is overwritten unasked.</summary>
internal sealed class OutputFileOption
{
    private readonly Option<string> _file;
    /// <summary>Adds both to a command.</summary>
    public OutputFileOption(Command command, string description)
    {
        _file = new Option<string>("-o") { HelpName = "file", Description = description };
        command.Add(_file);
        command.Add(Force);
    }

    /// <summary>The option to overwrite, for other files of the same command.</summary>
    public Option<bool> Force { get; } = new("--force") { Description = "write it even if there is such a file" };

    /// <summary>The file, or null if none is asked for.</summary>
    /// <exception cref="UsageException">It can be no file, or there is one that is not to be overwritten.</exception>
    public ReportFile? Read(ParseResult result) =>
        result.GetValue(_file) is string path ? ReportFile.Check(_file.Name, path, result.GetValue(Force)) : null;
}
