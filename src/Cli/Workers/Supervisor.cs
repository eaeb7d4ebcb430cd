using GcVerify.Cli.Output;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Reporting;

namespace GcVerify.Cli.Workers;

/// <summary>
/// Verifies collectors in worker processes. When one of them brings its process down, the program that did it is found and written to a file, what the
/// programs before it showed is found again, and the other collectors are verified all the same.
/// </summary>
internal sealed class Supervisor(WorkOrder order, WorkerClient client, Interruption interruption)
{
    private readonly long _start = Environment.TickCount64;

    /// <summary>One report for each collector of the order.</summary>
    public IReadOnlyList<CollectorReport> Run()
    {
        var reports = new List<CollectorReport>();
        while (reports.Count < order.Collectors.Length)
        {
            WorkOrder rest = order with { Collectors = order.Collectors[reports.Count..], Milliseconds = TimeLeft() };
            WorkerEnd end = client.Run(rest, message => Add(reports, message));
            if (!end.IsComplete && reports.Count < order.Collectors.Length)
            {
                reports.Add(Investigate(order.Collectors[reports.Count], end));
            }
        }

        return reports;
    }

    private static void Add(List<CollectorReport> reports, WorkerMessage message)
    {
        if (message.Collector is not null)
        {
            reports.Add(message.Collector);
        }
    }

    private long TimeLeft() => order.Milliseconds == 0 ? 0 : Math.Max(1, order.Milliseconds - (Environment.TickCount64 - _start));

    private CollectorReport Investigate(string collector, WorkerEnd end)
    {
        if (end.Reporting && order.ShrinkExecutions > 0 && Again(collector, order.Programs, shrink: 0) is { } report)
        {
            return report with { Reason = "the programs are not made smaller: " + end.Describe("a smaller one", "") };
        }

        if (end.InFlight.IsEmpty)
        {
            return CollectorReport.Undecided(collector, end.Describe("the collector", "") + " It was not running a program.");
        }

        foreach (long index in end.InFlight)
        {
            if (interruption.IsRequested)
            {
                break;
            }

            if (Suspect(collector, index) is { } reason)
            {
                CollectorReport? before = index == 0 || interruption.IsRequested ? null : Again(collector, index, order.ShrinkExecutions);
                before ??= CollectorReport.Undecided(collector, "");
                return before with { Verdict = before.Verdict == Verdict.Violated ? Verdict.Violated : Verdict.Undecided, Reason = reason };
            }
        }

        string running = string.Join(", ", end.InFlight);
        return CollectorReport.Undecided(
            collector, end.Describe("a program", "") + $" It was one of {running}, but none of them did it again" + (interruption.IsRequested ? " (interrupted)." : "."));
    }

    /// <summary>Verifies the collector again with fewer programs or less shrinking; null if that ends the process too.</summary>
    private CollectorReport? Again(string collector, long programs, int shrink)
    {
        CollectorReport? report = null;
        client.Run(
            order with { Collectors = [collector], Programs = programs, ShrinkExecutions = shrink, Milliseconds = TimeLeft() },
            message => report = message.Collector ?? report);
        return report;
    }

    /// <summary>Runs one program by itself; what happened if the process did not survive it, else null.</summary>
    private string? Suspect(string collector, long index)
    {
        string text = "";
        WorkerEnd end = client.Run(
            order with { Task = WorkTask.Suspect, Collectors = [collector], Index = index, Jobs = 1 }, message => text = message.Suspect ?? text);
        if (end.IsComplete || text.Length == 0)
        {
            return null;
        }

        string place = Breakdown.Place(end, ProgramParser.Parse(text, "program"));
        SavedProgram saved = new CampaignProgram(order.ToOptions(), collector, index).Save(
            order.OutputDirectory, "undecided", $"{(end.IsStuck ? "makes no progress" : "ends the process")} on {collector}", text);
        return $"{end.Describe($"program {index} of seed {order.Seed}", place)}\nprogram: {saved.File}\nreplay: {saved.Replay}";
    }
}
