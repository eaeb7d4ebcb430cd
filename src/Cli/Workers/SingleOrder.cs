using GcVerify.Cli.Output;
using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Cli.Workers;

/// <summary>An order with one answer. Where there is none, the user is told why, and the verdict is undecided.</summary>
internal static class SingleOrder
{
    /// <summary>Has an order carried out; null if there is no answer.</summary>
    /// <param name="order">The order.</param>
    /// <param name="patience">How long no progress is suffered.</param>
    /// <param name="heading">What it is about, for people.</param>
    /// <param name="program">The program that is run, or null where there are many.</param>
    /// <param name="explain">Finds out why there is no answer; if left out, what the end of the process tells is said.</param>
    public static WorkerMessage? Run(
        WorkOrder order,
        TimeSpan patience,
        string heading,
        MutatorProgram? program,
        Func<WorkOrder, WorkerClient, WorkerEnd, string>? explain = null)
    {
        WorkerMessage? answer = Ask(order, patience, program, explain, out string reason);
        if (answer is not null)
        {
            return answer;
        }

        Tell(heading, reason);
        return null;
    }

    /// <summary>Tells the user that there is no answer, and why.</summary>
    public static void Tell(string heading, string reason)
    {
        Terminal.WriteVerdict(heading + ": ", Verdict.Undecided, "\n");
        Console.Out.Write(ReasonText.Render(reason));
    }

    /// <summary>The same, telling nobody but the caller why there is no answer.</summary>
    public static WorkerMessage? Ask(
        WorkOrder order,
        TimeSpan patience,
        MutatorProgram? program,
        Func<WorkOrder, WorkerClient, WorkerEnd, string>? explain,
        out string reason)
    {
        using var interruption = new Interruption();
        WorkerMessage? answer = null;
        string why = "";
        ProgressBars.Run(progress =>
        {
            IProgressDisplay shown = program is null ? progress : new SilentProgress();
            var client = new WorkerClient(patience, interruption, shown);
            WorkerEnd end = client.Run(order, message => answer = message);
            why = answer is not null ? answer.Unusable ?? "" : explain?.Invoke(order, client, end) ?? Explain(end, program);
        });
        reason = why;
        return why.Length == 0 ? answer : null;
    }

    /// <summary>What the end of a process tells by itself.</summary>
    public static string Explain(WorkerEnd end, MutatorProgram? program)
    {
        string what = program is not null ? "the program"
            : end.InFlight.IsEmpty ? "the collector"
            : $"program {end.InFlight[0]}";
        string place = program is null ? "" : Breakdown.Place(end, program);
        return end.Interrupted ? "Interrupted." : end.Describe(what, place);
    }
}
