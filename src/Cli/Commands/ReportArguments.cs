using System.CommandLine;
using GcVerify.Cli.Output;
using GcVerify.Reporting;
using GcVerify.Reporting.Ci;

namespace GcVerify.Cli.Commands;

/// <summary>The options that have a report written to a file, the same for every command that has them.</summary>
internal sealed class ReportArguments
{
    private readonly Option<string> _junit = new("--junit")
    {
        HelpName = "file",
        Description = "write the results as JUnit XML, for continuous integration",
    };

    private readonly Option<bool> _force = new("--force") { Description = "overwrite a report that is there" };

    /// <summary>Adds the options to a command.</summary>
    public ReportArguments(Command command)
    {
        command.Add(_junit);
        command.Add(_force);
    }

    /// <summary>The files that are asked for.</summary>
    /// <exception cref="UsageException">One of them cannot be written, as far as can be seen now.</exception>
    public ReportFiles Read(ParseResult result) =>
        new(result.GetValue(_junit) is string path ? ReportFile.Check(_junit.Name, path, result.GetValue(_force)) : null);
}

/// <summary>The files that a user asked for.</summary>
/// <param name="JUnit">Results as JUnit XML, or null.</param>
internal sealed record ReportFiles(ReportFile? JUnit)
{
    /// <summary>Writes them.</summary>
    /// <param name="run">What the run as a whole is called, such as <c>campaign</c>.</param>
    /// <param name="parameters">What the programs depend on, or null where they were not generated.</param>
    /// <param name="reports">The results.</param>
    /// <exception cref="UsageException">One of them cannot be written.</exception>
    public void Write(string run, RunParameters? parameters, IReadOnlyList<CollectorReport> reports) =>
        JUnit?.Write(JUnitXml.Render(run, parameters, reports));
}
