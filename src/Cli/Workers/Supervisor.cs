using GcVerify.Cli.Output;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Reporting;

namespace GcVerify.Cli.Workers;

/// <summary>
/// Verifies collectors in worker processes. When one of them brings its process down, the program that did it is found and written to
/// a file, what the
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
        if (end.Reporting && AgainAsFound(collector, order.Programs, end) is { } report)
        {
            return report;
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
                CollectorReport before = (index > 0 ? Again(collector, index) : null) ?? CollectorReport.Undecided(collector, "");
                Verdict verdict = before.Verdict == Verdict.Violated ? Verdict.Violated : Verdict.Undecided;
                return before with { Verdict = verdict, Reason = before.Reason + (before.Reason.Length > 0 ? "\n" : "") + reason };
            }
        }

        string interrupted = interruption.IsRequested ? " (interrupted)" : "";
        string suspects = $" It was one of {string.Join(", ", end.InFlight)}, but none of them did it again{interrupted}.";
        return CollectorReport.Undecided(collector, end.Describe("a program", "") + suspects);
    }

    /// <summary>Verifies the collector again with the first programs only; null if that cannot be done either.</summary>
    private CollectorReport? Again(string collector, long programs)
    {
        if (interruption.IsRequested)
        {
            return null;
        }

        WorkerEnd end = Verify(collector, programs, order.ShrinkExecutions, out CollectorReport? report);
        return report ?? (end.Reporting ? AgainAsFound(collector, programs, end) : null);
    }

    /// <summary>The same without making smaller what is found: that ended the process the last time.</summary>
    private CollectorReport? AgainAsFound(string collector, long programs, WorkerEnd last)
    {
        Verify(collector, programs, shrinkExecutions: 0, out CollectorReport? report);
        return report is null ? null : report with { Reason = "Not made smaller: " + last.Describe("a smaller program", "") };
    }

    private WorkerEnd Verify(string collector, long programs, int shrinkExecutions, out CollectorReport? report)
    {
        CollectorReport? received = null;
        WorkerEnd end = client.Run(
            order with { Collectors = [collector], Programs = programs, ShrinkExecutions = shrinkExecutions, Milliseconds = TimeLeft() },
            message => received = message.Collector ?? received);
        report = received;
        return end;
    }

    /// <summary>Runs one program by itself; what happened if the process did not survive it, else null.</summary>
    private string? Suspect(string collector, long index)
    {
        string text = "";
        WorkerEnd end = client.Run(
            order with { Task = WorkTask.Suspect, Collectors = [collector], Index = index, Jobs = 1 },
            message => text = message.Suspect ?? text);
        if (end.IsComplete || text.Length == 0)
        {
            return null;
        }

        string place = Breakdown.Place(end, ProgramParser.Parse(text, "program"));
        SavedProgram saved = new CampaignProgram(order.ToOptions(), collector, index, order.Adapters).Save(
            order.OutputDirectory, "undecided", $"{(end.IsStuck ? "makes no progress" : "ends the process")} on {collector}", text);
        return $"{end.Describe($"program {index} of seed {order.Seed}", place)}\nprogram: {saved.File}\nreplay: {saved.Replay}";
    }
}
