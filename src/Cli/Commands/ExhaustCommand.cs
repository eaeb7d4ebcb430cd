using System.CommandLine;
using System.Globalization;
using GcVerify.Cli.Output;
using GcVerify.Cli.Workers;
using GcVerify.Oracle;

namespace GcVerify.Cli.Commands;

/// <summary><c>gcverify exhaust</c>: runs every small program on a collector.</summary>
internal sealed class ExhaustCommand
{
    private const int MostRoots = 8, MostFields = 8, MostOperations = 20;

    private readonly Argument<string> _collector = new("collector")
    {
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

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var arguments = new ExhaustCommand();
        var command = new Command(
            "exhaust",
            "Verifies a collector with every program up to a size, shorter ones first, so that the first that fails is as short as any. "
            + "Exit code 0: every law holds in all of them; 1: one is violated; 2: undecided.")
        {
            arguments._collector, arguments._roots, arguments._fields, arguments._operations, arguments._timeout, arguments._output,
        };
        command.SetAction(arguments.Run);
        return command.WithExamples(
            "gcverify exhaust mark-sweep",
            "gcverify exhaust reference-counting --roots 2 --fields 2 --operations 5",
            "gcverify exhaust skips-last-field");
    }

    private int Run(ParseResult result)
    {
        string collector = Catalog.Subject(result.GetValue(_collector)!);
        var order = new WorkOrder
        {
            Task = WorkTask.Exhaust,
            Collectors = [collector],
            Roots = Read(result, _roots, 2, 1, MostRoots),
            Fields = Read(result, _fields, 1, 0, MostFields),
            Operations = Read(result, _operations, 4, 1, MostOperations),
            OutputDirectory = _output.Read(result),
        };
        if (SingleOrder.Run(order, _timeout.Read(result), collector, null)?.Exhaustion is not { } report)
        {
            return ExitCodes.Undecided;
        }

        Print(order, report);
        return ExitCodes.Of(report.Verdict);
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
