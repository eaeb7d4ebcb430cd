using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using GcVerify.Cli.Output;
using GcVerify.Cli.Workers;
using GcVerify.Oracle;
using GcVerify.Reporting;

namespace GcVerify.Cli.Commands;

/// <summary><c>gcverify run</c>: verifies one program on one collector.</summary>
internal sealed class RunCommand
{
    private const string RefCounts = "refcounts", Peak = "peak";

    private readonly Command _command = new("run", "Verifies one program on one collector, observing it after every operation.");
    private readonly Argument<string> _file = new("file") { Description = "a program (.gcp), or - for standard input" };
    private readonly Option<string> _collector = new("--collector")
    {
        HelpName = "collector",
        Description = "the collector to run it on, see 'gcverify list collectors'",
    };

    private readonly Option<bool> _trace = new("--trace") { Description = "show what each operation does" };
    private readonly Option<string> _show = new("--show")
    {
        HelpName = "what",
        Description = $"{RefCounts}: how many references each object has after each operation; {Peak}: of a runtime, the most memory that its process had",
    };

    private readonly Option<string> _heapWords = new("--heap-words")
    {
        HelpName = "n",
        Description = "words of heap (what the program says)",
    };

    private readonly AdapterArguments _adapters;
    private readonly ProgramTimeoutOption _timeout = new();
    private readonly StressArguments _stress;
    private readonly FormatOption _format = FormatOption.TextOrGitHub();
    private readonly ReportArguments _reports;

    private RunCommand(ImmutableArray<string> adapter)
    {
        _command.Add(_file);
        foreach (Option option in new Option[] { _collector, _trace, _show, _heapWords })
        {
            _command.Add(option);
        }

        _adapters = new AdapterArguments(_command, adapter);
        _command.Add(_timeout);
        _stress = new StressArguments(_command);
        _command.Add(_format);
        _reports = new ReportArguments(_command);
        _command.SetAction(Run);
    }

    /// <summary>The command, followed by an adapter's command line or nothing.</summary>
    public static Command Create(ImmutableArray<string> adapter) => new RunCommand(adapter)._command.WithExamples(
        "gcverify run examples/cycle.gcp --collector reference-counting --trace",
        "gcverify run examples/counts.gcp --collector cpython --show refcounts",
        "gcverify run examples/cycle.gcp --collector mark-sweep --html cycle.html",
        "gcverify generate --seed 7 | gcverify run - --collector generational");

    private int Run(ParseResult result)
    {
        string collector = _adapters.One(result, "--collector", result.GetValue(_collector));
        int words = GenerationArguments.ReadHeapWords(result.GetValue(_heapWords));
        TimeSpan patience = _timeout.Read(result);
        AdapterSetup setup = _adapters.Read(result, collector);
        string format = _format.Read(result);
        ReportFiles files = _reports.Read(result);
        ProgramFile program = ProgramFile.Read(result.GetValue(_file)!);
        string? show = ReadShow(result.GetValue(_show), program, collector);
        var order = new WorkOrder
        {
            Task = WorkTask.Run,
            Collectors = [collector],
            ProgramText = program.Text,
            FileName = program.Name,
            HeapWords = words,
            Adapters = setup,
            Stress = _stress.Read(result, collector),
            Trace = result.GetValue(_trace),
            Peak = show == Peak,
            Counts = show == RefCounts,
            Recorded = files.Html is not null,
        };
        IReadOnlyList<CollectorReport> reports = GitHubLog.Write(format == FormatOption.GitHub, () => [Run(program, patience, order)]);
        files.Write("run", program.Name, null, reports);
        return ExitCodes.Of(reports[0].Verdict);
    }

    private static string? ReadShow(string? given, ProgramFile program, string collector)
    {
        int operations = program.Program.Body.Length;
        return given switch
        {
            not (null or RefCounts or Peak) => throw new UsageException(
                Catalog.Unknown("table", given, [RefCounts, Peak], $"there are: {RefCounts}, {Peak}")),
            Peak when !Catalog.HasAdapter(collector) => throw new UsageException(
                $"--show '{Peak}': {collector} has no process of its own; 'gcverify profile' shows the words that it keeps"),
            RefCounts when operations > CountTable.MostOperations => throw new UsageException(
                $"--show '{RefCounts}': of programs of at most {CountTable.MostOperations} operations; {program.Name} has {operations}"),
            _ => given,
        };
    }

    private static CollectorReport Run(ProgramFile file, TimeSpan patience, WorkOrder order)
    {
        string collector = order.Collectors[0];
        if (SingleOrder.Ask(order, patience, file.Program, null, out string reason)?.Run is not { } report)
        {
            SingleOrder.Tell($"{file.Name} on {collector}", reason);
            return CollectorReport.Undecided(collector, reason);
        }

        Print(file.Name, collector, report);
        ViolationText[] violations = report.Violation is null ? [] : [report.Violation];
        return new CollectorReport(collector, report.Verdict, 1, report.Statistics, report.LawsNotApplied, [.. violations])
        {
            Walkthroughs = report.Walkthrough is null ? [] : [report.Walkthrough],
        };
    }

    private static void Print(string file, string collector, RunReport report)
    {
        foreach (string part in new[] { report.Trace, report.Counts }.Where(part => part.Length > 0))
        {
            Console.Out.Write(part + "\n");
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
            ("process", PeakOf(report)),
        }.Where(line => line.Item2.Length > 0))
        {
            string wrapped = string.Join("\n".PadRight(16), TextLayout.Wrap(text, TextLayout.Width - 15));
            Console.Out.Write("  " + name.PadRight(13) + wrapped + "\n");
        }

        if (report.Violation is not null)
        {
            Console.Out.Write("\n" + report.Violation.Text);
        }
    }

    private static string PeakOf(RunReport report) => report.PeakBytes switch
    {
        null => "",
        0 => "how much memory it had is not told",
        long bytes => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB of memory at most, the runtime and its adapter included"),
    };
}
