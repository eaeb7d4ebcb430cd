using GcVerify.Generators;
using GcVerify.Mutator;

namespace GcVerify.Verification;

/// <summary>How well a deliberate bug is found.</summary>
/// <param name="Fault">The bug's name.</param>
/// <param name="Seeds">Seeds that were tried.</param>
/// <param name="Caught">Seeds from which a law was broken within the programs allowed.</param>
/// <param name="CaughtByItsLaw">Those of them from which a law was broken that the bug breaks.</param>
/// <param name="Law">The law that was named most often; empty if none was.</param>
/// <param name="MedianPrograms">Programs until the first that broke a law, the median over the seeds that caught it.</param>
/// <param name="MedianOperations">Operations of the shrunk program, the median.</param>
/// <param name="MedianExecutions">Programs executed while shrinking, the median.</param>
/// <param name="Minimum">The fewest operations known; 0 if the bug was never caught.</param>
/// <param name="IsProven">Whether all programs of fewer operations, within bounds, are known to hold.</param>
/// <param name="ShareAtMinimum">Share of the seeds that caught it whose shrunk program has so few operations.</param>
/// <param name="ShareOfSameText">Share of the seeds that caught it whose shrunk program is the most frequent one.</param>
/// <param name="Smallest">The smallest program known: a shrunk one, unless a smaller one was found among all small ones; or null.</param>
public sealed record FaultTrialResult(
    string Fault,
    int Seeds,
    int Caught,
    int CaughtByItsLaw,
    string Law,
    long MedianPrograms,
    int MedianOperations,
    int MedianExecutions,
    int Minimum,
    bool IsProven,
    double ShareAtMinimum,
    double ShareOfSameText,
    MutatorProgram? Smallest);

/// <summary>Measures the power of detection on one deliberate bug: campaigns from several seeds, and all small programs for the true minimum.</summary>
public static class FaultTrial
{
    /// <summary>Tries a bug.</summary>
    /// <param name="fault">The broken subject.</param>
    /// <param name="laws">The ids of the laws that the bug breaks.</param>
    /// <param name="options">The campaign; its seed is the first of those that are tried.</param>
    /// <param name="seeds">How many seeds to try.</param>
    /// <param name="bounds">Which programs to run in search of the minimum; of them, those with fewer operations than the shrunk ones.</param>
    /// <param name="monitor">Who watches, or null.</param>
    /// <param name="cancellation">Ends the trial after the seed at hand.</param>
    public static FaultTrialResult Run(
        SubjectDefinition fault,
        IReadOnlyList<string> laws,
        CampaignOptions options,
        int seeds,
        EnumerationBounds bounds,
        CampaignMonitor? monitor = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentNullException.ThrowIfNull(options);
        var reports = new List<ViolationReport>();
        int caught = 0, tried = 0;
        for (; tried < seeds && !cancellation.IsCancellationRequested; tried++)
        {
            CampaignOptions once = options with { Seed = options.Seed + (ulong)tried, ShrunkPerLaw = 1 };
            CampaignResult result = new Campaign(once, monitor).Run(fault, cancellation);
            ViolationReport[] found = [.. result.Violations.SelectMany(bug => bug.AlsoShowsAs.Prepend(bug)).OrderBy(v => v.ProgramIndex)];
            ViolationReport? report = laws.Select(id => Array.Find(found, v => v.Violation.Law.Id == id)).FirstOrDefault(v => v is not null);
            caught += found.Length == 0 ? 0 : 1;
            if (report is not null)
            {
                reports.Add(report);
            }
        }

        // Fewer operations than the shrunk programs have are of interest, no more.
        int most = reports.Count == 0 ? bounds.MaximumOperations : reports.Min(report => report.OperationsAfter) - 1;
        EnumerationBounds smaller = bounds with { MaximumOperations = Math.Clamp(most, 1, bounds.MaximumOperations) };
        ExhaustionResult small = Exhaustion.Run(fault, smaller, violation => laws.Contains(violation.Law.Id), monitor, cancellation);
        return Summarise(fault.Name, tried, caught, reports, small, smaller);
    }

    private static FaultTrialResult Summarise(string fault, int seeds, int caught, List<ViolationReport> reports, ExhaustionResult small, EnumerationBounds bounds)
    {
        int exhausted = small.OperationsExhausted;
        int fewest = reports.Count > 0 ? reports.Min(report => report.OperationsAfter) : 0;
        bool found = small.Smallest is not null && (fewest == 0 || small.Smallest.Body.Length <= fewest);
        int minimum = found ? small.Smallest!.Body.Length : fewest;
        MutatorProgram? smallest = minimum < fewest || reports.Count == 0 ? small.Smallest : reports.MinBy(report => report.OperationsAfter)!.Program;
        bool proven = minimum > 0 && exhausted >= minimum - 1 && (minimum == 1 || bounds.Speak(smallest!));
        List<IGrouping<string, ViolationReport>> texts = [.. reports.GroupBy(report => report.Program.ToString()).OrderByDescending(g => g.Count())];
        return new FaultTrialResult(
            fault,
            seeds,
            caught,
            reports.Count,
            reports.GroupBy(report => report.Violation.Law.Id).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key ?? "",
            Median(reports.Select(report => report.ProgramIndex + 1)),
            (int)Median(reports.Select(report => (long)report.OperationsAfter)),
            (int)Median(reports.Select(report => (long)report.Executions)),
            minimum,
            proven,
            Share(reports.Count(report => report.OperationsAfter == minimum), reports.Count),
            Share(texts.Count > 0 ? texts[0].Count() : 0, reports.Count),
            smallest);
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    private static long Median(IEnumerable<long> values)
    {
        List<long> sorted = [.. values.Order()];
        return sorted.Count == 0 ? 0 : sorted[(sorted.Count - 1) / 2];
    }
}
