using System.Collections.Immutable;
using System.CommandLine;
using GcVerify.Cli.Output;
using GcVerify.Cli.Workers;
using GcVerify.Oracle;
using GcVerify.Reporting;

namespace GcVerify.Cli.Commands;

/// <summary><c>gcverify run</c>: verifies one program on one collector.</summary>
internal static class RunCommand
{
    /// <summary>The command, followed by an adapter's command line or nothing.</summary>
    public static Command Create(ImmutableArray<string> adapter)
    {
        var file = new Argument<string>("file") { Description = "a program (.gcp), or - for standard input" };
        var collector = new Option<string>("--collector")
        {
            HelpName = "collector",
            Description = "the collector to run it on, see 'gcverify list collectors'",
        };
        var trace = new Option<bool>("--trace") { Description = "show what each operation does" };
        var heapWords = new Option<string>("--heap-words") { HelpName = "n", Description = "words of heap (what the program says)" };
        var timeout = new ProgramTimeoutOption();
        var command = new Command("run", "Verifies one program on one collector, observing it after every operation.")
        {
            file, collector, trace, heapWords,
        };
        var adapters = new AdapterArguments(command, adapter);
        command.Add(timeout);
        var stress = new StressArguments(command);
        command.SetAction(result =>
        {
            string name = adapters.One(result, "--collector", result.GetValue(collector));
            int words = GenerationArguments.ReadHeapWords(result.GetValue(heapWords));
            TimeSpan patience = timeout.Read(result);
            AdapterSetup setup = adapters.Read(result, name);
            ProgramFile program = ProgramFile.Read(result.GetValue(file)!);
            return Run(program, patience, new WorkOrder
            {
                Task = WorkTask.Run,
                Collectors = [name],
                ProgramText = program.Text,
                FileName = program.Name,
                HeapWords = words,
                Adapters = setup,
                Stress = stress.Read(result, name),
                Trace = result.GetValue(trace),
            });
        });
        return command.WithExamples(
            "gcverify run examples/cycle.gcp --collector reference-counting --trace",
            "gcverify generate --seed 7 | gcverify run - --collector generational");
    }

    private static int Run(ProgramFile file, TimeSpan timeout, WorkOrder order)
    {
        string collector = order.Collectors[0];
        if (SingleOrder.Run(order, timeout, $"{file.Name} on {collector}", file.Program)?.Run is not { } report)
        {
            return ExitCodes.Undecided;
        }

        Print(file.Name, collector, report);
        return ExitCodes.Of(report.Verdict);
    }

    private static void Print(string file, string collector, RunReport report)
    {
        if (report.Trace.Length > 0)
        {
            Console.Out.Write(report.Trace + "\n");
        }

        RunStatistics counts = report.Statistics;
        Terminal.WriteVerdict($"{file} on {collector}: ", report.Verdict, "");
        Console.Out.Write("\n");
        foreach ((string name, string text) in new[]
        {
            ("operations", $"{counts.Operations} executed, {counts.Walks} walks"),
            ("objects", $"{counts.Allocations} allocated, {counts.Released} freed, {counts.Refusals} refused"),
            ("collections", $"{counts.Collections}, of them {counts.FullCollections} full"),
            ("not applied", report.LawsNotApplied.IsEmpty ? "none: every law applies" : string.Join(' ', report.LawsNotApplied)),
        })
        {
            string wrapped = string.Join("\n".PadRight(16), TextLayout.Wrap(text, TextLayout.Width - 15));
            Console.Out.Write("  " + name.PadRight(13) + wrapped + "\n");
        }

        if (report.Counterexample.Length > 0)
        {
            Console.Out.Write("\n" + report.Counterexample);
        }
    }
}
