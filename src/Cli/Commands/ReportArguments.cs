using System.CommandLine;
using GcVerify.Cli.Output;
using GcVerify.Reporting;
using GcVerify.Reporting.Ci;
using GcVerify.Reporting.Html;

namespace GcVerify.Cli.Commands;

/// <summary>The options that have a report written to a file, the same for every command that has them.</summary>
internal sealed class ReportArguments
{
    private readonly Option<string> _html = new("--html")
    {
        HelpName = "file",
        Description = "write a page that shows each counterexample step by step",
    };

    private readonly Option<string> _junit = new("--junit")
    {
        HelpName = "file",
        Description = "write the results as JUnit XML, for continuous integration",
    };

    private readonly Option<bool> _force;

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="force">Its own option to overwrite, if it has one.</param>
    /// <param name="judges">Whether it says of each law what came of it.</param>
    public ReportArguments(Command command, Option<bool>? force = null, bool judges = true)
    {
        command.Add(_html);
        if (judges)
        {
            command.Add(_junit);
        }

        _force = force ?? new("--force") { Description = "overwrite a report that is there" };
        if (force is null)
        {
            command.Add(_force);
        }
    }

    /// <summary>The files that are asked for.</summary>
    /// <exception cref="UsageException">One of them cannot be written, as far as can be seen now.</exception>
    public ReportFiles Read(ParseResult result)
    {
        var files = new ReportFiles(Check(result, _html), result.CommandResult.GetResult(_junit) is null ? null : Check(result, _junit));
        return files.Html is not null && files.Html.Path == files.JUnit?.Path
            ? throw new UsageException($"--html and --junit: both name '{Catalog.Quoted(files.Html.Path)}'")
            : files;
    }

    private ReportFile? Check(ParseResult result, Option<string> option) =>
        result.GetValue(option) is string path ? ReportFile.Check(option.Name, path, result.GetValue(_force)) : null;
}

/// <summary>The files that a user asked for.</summary>
/// <param name="Html">A page, or null.</param>
/// <param name="JUnit">Results as JUnit XML, or null.</param>
internal sealed record ReportFiles(ReportFile? Html, ReportFile? JUnit)
{
    /// <summary>Writes them.</summary>
    /// <param name="command">The command, for the heading of the page.</param>
    /// <param name="run">What the run as a whole is called, such as <c>campaign</c>.</param>
    /// <param name="parameters">What the programs depend on, or null where they were not generated.</param>
    /// <param name="reports">The results.</param>
    /// <exception cref="UsageException">One of them cannot be written.</exception>
    public void Write(string command, string run, RunParameters? parameters, IReadOnlyList<CollectorReport> reports)
    {
        string heading = parameters is null ? $"gcverify {command} {run}" : $"gcverify {command}";
        Html?.Write(HtmlReport.Render(heading, parameters, reports));
        JUnit?.Write(JUnitXml.Render(run, parameters, reports));
    }
}
