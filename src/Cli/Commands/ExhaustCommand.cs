using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using GcVerify.Cli.Output;
using GcVerify.Cli.Workers;
using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Cli.Commands;

/// <summary><c>gcverify exhaust</c>: runs every small program on a collector.</summary>
internal sealed class ExhaustCommand
{
    private const int MostRoots = 8, MostFields = 8, MostOperations = 20;

    private readonly Argument<string?> _collector = new("collector")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "the collector to verify, see 'gcverify list collectors'",
    };

    private readonly Option<string> _roots = new("--roots") { HelpName = "n", Description = "roots that programs use (2)" };
    private readonly Option<string> _fields = new("--fields") { HelpName = "n", Description = "fields of the largest objects (1)" };
    private readonly Option<string> _operations = new("--operations")
    {
        HelpName = "n",
        Description = "operations of the longest programs (4); each more takes ten times as long or more",
    };

    private readonly ProgramTimeoutOption _timeout = new();
    private readonly OutputOption _output = new();

    private readonly AdapterArguments _adapters;
    private readonly Command _command;

    private ExhaustCommand(ImmutableArray<string> adapter)
    {
        _command = new Command(
            "exhaust",
            "Verifies a collector with every program up to a size, shorter ones first, so that the first that fails is as short as any. "
            + "Exit code 0: every law holds in all of them; 1: one is violated; 2: undecided.")
        {
            _collector, _roots, _fields, _operations,
        };
        _adapters = new AdapterArguments(_command, adapter);
        _command.Add(_timeout);
        _command.Add(_output);
        _command.SetAction(Run);
    }

    /// <summary>The command, followed by an adapter's command line or nothing.</summary>
    public static Command Create(ImmutableArray<string> adapter) => new ExhaustCommand(adapter)._command.WithExamples(
        "gcverify exhaust mark-sweep",
        "gcverify exhaust reference-counting --roots 2 --fields 2 --operations 5",
        "gcverify exhaust skips-last-field");

    private int Run(ParseResult result)
    {
        string collector = _adapters.One(result, "collector", result.GetValue(_collector));
        var order = new WorkOrder
        {
            Task = WorkTask.Exhaust,
            Collectors = [collector],
            Roots = Read(result, _roots, 2, 1, MostRoots),
            Fields = Read(result, _fields, 1, 0, MostFields),
            Operations = Read(result, _operations, 4, 1, MostOperations),
            Adapters = _adapters.Read(result, collector),
            OutputDirectory = _output.Read(result),
        };
        if (SingleOrder.Run(order, _timeout.Read(result), collector, null, Investigate)?.Exhaustion is not { } report)
        {
            return ExitCodes.Undecided;
        }

        Print(order, report);
        return ExitCodes.Of(report.Verdict);
    }

    /// <summary>The program that ended or blocked the process, run again by itself; what there is to say of it.</summary>
    private static string Investigate(WorkOrder order, WorkerClient client, WorkerEnd end)
    {
        if (end.Interrupted || end.InFlight.IsEmpty)
        {
            return SingleOrder.Explain(end, null);
        }

        string text = "", collector = order.Collectors[0];
        long index = end.InFlight[0];
        WorkerEnd again = client.Run(
            order with { Task = WorkTask.SmallSuspect, Index = index }, message => text = message.Suspect ?? text);
        if (text.Length == 0)
        {
            return SingleOrder.Explain(end, null);
        }

        bool repeated = !again.IsComplete && !again.Interrupted;
        WorkerEnd told = repeated ? again : end;
        string place = repeated ? Breakdown.Place(again, ProgramParser.Parse(text, "program")) : "";
        string once = repeated ? "" : " It did not when it was run again by itself.";
        SavedProgram saved = SavedProgram.Write(
            order.OutputDirectory,
            $"{collector}-undecided-smallest",
            collector,
            $"{(told.IsStuck ? "makes no progress" : "ends the process")} on {collector}",
            text,
            order.ExhaustAgain(),
            order.Adapters);
        string program = string.Concat(text.TrimEnd('\n').Split('\n').Select(line => ReasonText.Verbatim + line + "\n"));
        return $"{told.Describe($"program {index}", place)}{once}\n\n{program}\nprogram: {saved.File}\nreplay: {saved.Replay}";
    }

    private static void Print(WorkOrder order, ExhaustionReport report)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        string shapes = order.Fields == 0 ? "new 0" : string.Create(invariant, $"new 0 to new {order.Fields}");
        Terminal.WriteVerdict(order.Collectors[0] + ": ", report.Verdict, "\n");
        Console.Out.Write(string.Create(
            invariant, $"  programs     {report.Programs} run, of {order.Roots} roots at most and {shapes}\n"));
        if (report.OperationsExhausted > 0)
        {
            string upTo = report.OperationsExhausted == 1 ? "1 operation" : $"up to {report.OperationsExhausted} operations";
            Console.Out.Write($"  shown        no program of {upTo} breaks a law\n");
        }

        string interrupted = report.Verdict == Verdict.Undecided ? "\n  Interrupted.\n" : "";
        Console.Out.Write(interrupted + (report.Counterexample.Length > 0 ? "\n" + report.Counterexample : ""));
    }

    private static int Read(ParseResult result, Option<string> option, int otherwise, int least, int most) =>
        result.GetValue(option) is string given ? Numbers.Read32(option.Name, given, least, most) : otherwise;
}
