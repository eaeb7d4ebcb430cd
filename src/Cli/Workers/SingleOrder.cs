using GcVerify.Cli.Output;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Reporting;

namespace GcVerify.Cli.Workers;

/// <summary>An order with one answer. Where there is none, the user is told why, and the verdict is undecided.</summary>
internal static class SingleOrder
{
    /// <summary>Has an order carried out; null if there is no answer.</summary>
    /// <param name="order">The order.</param>
    /// <param name="patience">How long no progress is suffered.</param>
    /// <param name="heading">What it is about, for people.</param>
    /// <param name="program">The program that is run, or null where there are many.</param>
    public static WorkerMessage? Run(WorkOrder order, TimeSpan patience, string heading, MutatorProgram? program)
    {
        using var interruption = new Interruption();
        WorkerMessage? answer = null;
        WorkerEnd? end = null;
        ProgressBars.Run(progress =>
        {
            IProgressDisplay shown = program is null ? progress : new SilentProgress();
            end = new WorkerClient(patience, interruption, shown).Run(order, message => answer = message);
        });
        string? reason = answer is null ? Explain(end!, program) : answer.Unusable;
        if (reason is null)
        {
            return answer;
        }

        Terminal.WriteVerdict(heading + ": ", Verdict.Undecided, "");
        IEnumerable<string> lines = TextLayout.Wrap(reason, TextLayout.Width - 2);
        Console.Out.Write("\n  " + string.Join("\n  ", lines) + "\n");
        return null;
    }

    private static string Explain(WorkerEnd end, MutatorProgram? program)
    {
        string what = program is not null ? "the program"
            : end.InFlight.IsEmpty ? "the collector"
            : $"program {end.InFlight[0]}";
        string place = program is null ? "" : Breakdown.Place(end, program);
        return end.Interrupted ? "Interrupted." : end.Describe(what, place);
    }
}
