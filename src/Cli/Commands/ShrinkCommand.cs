using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using GcVerify.Cli.Output;
using GcVerify.Cli.Workers;
using GcVerify.Oracle;
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
        command.SetAction(result =>
        {
            string name = adapters.One(result, "--collector", result.GetValue(collector));
            ReportFile? small = output.Read(result);
            TimeSpan patience = timeout.Read(result);
            AdapterSetup setup = adapters.Read(result, name);
            ProgramFile program = ProgramFile.Read(result.GetValue(file)!);
            return Run(program, patience, small, new WorkOrder
            {
                Task = WorkTask.Shrink,
                Collectors = [name],
                ProgramText = program.Text,
                FileName = program.Name,
                OutputFile = small?.Path ?? "",
                Adapters = setup,
                ShrinkExecutions = new CampaignOptions().ShrinkExecutions,
            });
        });
        return command.WithExamples(
            "gcverify shrink found.gcp --collector skips-last-field -o small.gcp",
            "gcverify generate --seed 7 | gcverify shrink - --collector never-releases");
    }

    private static int Run(ProgramFile file, TimeSpan patience, ReportFile? output, WorkOrder order)
    {
        string collector = order.Collectors[0];
        if (SingleOrder.Run(order, patience, $"{file.Name} on {collector}", file.Program)?.Shrink is not { } report)
        {
            return ExitCodes.Undecided;
        }

        Terminal.WriteVerdict($"{file.Name} on {collector}: ", report.Verdict, "\n");
        if (report.Verdict == Verdict.Holds)
        {
            Console.Out.Write("  Every law that applies holds: there is nothing to make smaller.\n");
            return ExitCodes.Holds;
        }

        string counts = string.Create(
            CultureInfo.InvariantCulture,
            $"{file.Program.Body.Length} before, {report.OperationsAfter} after, {report.Executions} programs tried");
        Console.Out.Write($"  operations   {counts}\n\n{report.Counterexample}");
        output?.Write(SavedProgram.TextOf(output.Path, collector, report.Shows, report.Program, order.Adapters));
        return ExitCodes.Violated;
    }
}
