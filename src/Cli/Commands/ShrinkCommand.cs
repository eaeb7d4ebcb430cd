using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using GcVerify.Cli.Output;
using GcVerify.Cli.Workers;
using GcVerify.Oracle;
using GcVerify.Reporting;
using GcVerify.Verification;

namespace GcVerify.Cli.Commands;

/// <summary><c>gcverify shrink</c>: makes a program smaller that breaks a law.</summary>
internal static class ShrinkCommand
{
    /// <summary>The command, followed by an adapter's command line or nothing.</summary>
    public static Command Create(ImmutableArray<string> adapter)
    {
        var file = new Argument<string>("file") { Description = "a program (.gcp), or - for standard input" };
        var collector = new Option<string>("--collector")
        {
            HelpName = "collector",
            Description = "the collector that breaks a law in it, see 'gcverify list collectors'",
        };
        var timeout = new ProgramTimeoutOption();
        var command = new Command(
            "shrink",
            "Makes a program smaller as long as it breaks the same law. Exit code 1: it breaks one; 0: it holds; 2: undecided.")
        {
            file, collector,
        };
        var output = new OutputFileOption(command, "where to write the smaller program");
        var adapters = new AdapterArguments(command, adapter);
        command.Add(timeout);
        var reports = new ReportArguments(command, output.Force, judges: false);
        command.SetAction(result =>
        {
            string name = adapters.One(result, "--collector", result.GetValue(collector));
            ReportFile? small = output.Read(result);
            TimeSpan patience = timeout.Read(result);
            AdapterSetup setup = adapters.Read(result, name);
            ReportFiles files = reports.Read(result);
            ProgramFile program = ProgramFile.Read(result.GetValue(file)!);
            return Run(program, patience, small, files, new WorkOrder
            {
                Task = WorkTask.Shrink,
                Collectors = [name],
                ProgramText = program.Text,
                FileName = program.Name,
                OutputFile = small?.Path ?? "",
                Adapters = setup,
                Recorded = files.Html is not null,
                ShrinkExecutions = new CampaignOptions().ShrinkExecutions,
            });
        });
        return command.WithExamples(
            "gcverify shrink found.gcp --collector skips-last-field -o small.gcp",
            "gcverify generate --seed 7 | gcverify shrink - --collector never-releases");
    }

    private static int Run(ProgramFile file, TimeSpan patience, ReportFile? output, ReportFiles files, WorkOrder order)
    {
        string collector = order.Collectors[0];
        CollectorReport result;
        if (SingleOrder.Ask(order, patience, file.Program, null, out string reason)?.Shrink is { } report)
        {
            Print(file, collector, report);
            result = new CollectorReport(collector, report.Verdict, report.Executions, default, [], [])
            {
                Walkthroughs = report.Walkthrough is null ? [] : [report.Walkthrough],
            };
            if (report.Verdict == Verdict.Violated)
            {
                output?.Write(SavedProgram.TextOf(output.Path, collector, report.Shows, report.Program, order.Adapters));
            }
        }
        else
        {
            SingleOrder.Tell($"{file.Name} on {collector}", reason);
            result = CollectorReport.Undecided(collector, reason);
        }

        files.Write("shrink", file.Name, null, [result]);
        return ExitCodes.Of(result.Verdict);
    }

    private static void Print(ProgramFile file, string collector, ShrinkReport report)
    {
        Terminal.WriteVerdict($"{file.Name} on {collector}: ", report.Verdict, "\n");
        if (report.Verdict == Verdict.Holds)
        {
            Console.Out.Write("  Every law that applies holds: there is nothing to make smaller.\n");
            return;
        }

        string counts = string.Create(
            CultureInfo.InvariantCulture,
            $"{file.Program.Body.Length} before, {report.OperationsAfter} after, {report.Executions} programs tried");
        Console.Out.Write($"  operations   {counts}\n\n{report.Counterexample}");
    }
}
