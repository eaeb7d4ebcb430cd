using System.Collections.Immutable;
using GcVerify.Generators;
using GcVerify.Generators.Shrinking;
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
/// <param name="Minimum">The fewest operations known that break that law; 0 if none are.</param>
/// <param name="IsProven">Whether all programs of fewer operations, within bounds, are known to hold.</param>
/// <param name="ShareAtMinimum">
/// Share of the seeds that caught it whose shrunk program has as few operations as any known that breaks the law named from that seed.
/// </param>
/// <param name="ShareOfSameText">
/// Share of the seeds that caught it whose shrunk program is the most frequent one of the law named from that seed.
/// </param>
/// <param name="Smallest">
/// The smallest program known that breaks <paramref name="Law"/>: a shrunk one, unless a smaller one was found among all small ones; or
/// null.
/// </param>
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

/// <summary>
/// Measures the power of detection on one deliberate bug: campaigns from several seeds, and all small programs for the true minimum.
/// </summary>
public static class FaultTrial
{
    /// <summary>Tries a bug.</summary>
    /// <param name="fault">The broken subject.</param>
    /// <param name="laws">The ids of the laws that the bug breaks.</param>
    /// <param name="options">The campaign; its seed is the first of those that are tried.</param>
    /// <param name="seeds">How many seeds to try.</param>
    /// <param name="bounds">
    /// Which programs to run in search of the minimum; of them, those with fewer operations than the shrunk ones.
    /// </param>
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
            ViolationReport? report =
                laws.Select(id => Array.Find(found, v => v.Violation.Law.Id == id)).FirstOrDefault(v => v is not null);
            caught += found.Length == 0 ? 0 : 1;
            if (report is not null)
            {
                reports.Add(report);
            }
        }

        ImmutableArray<LawMinimum> minima =
        [
            .. reports.GroupBy(report => report.Violation.Law.Id)
                .Select(group => Minimum(fault, group.Key, [.. group], bounds, monitor, cancellation)),
        ];
        minima = minima.IsEmpty ? [Unseen(fault, laws, bounds, monitor, cancellation)] : minima;
        return Summarise(fault.Name, tried, caught, reports, minima);
    }

    /// <summary>
    /// The fewest operations that break a law. Making a program smaller keeps the law, so what it comes to is held against the minimum for
    /// that law; another law may be broken by fewer.
    /// </summary>
    private static LawMinimum Minimum(
        SubjectDefinition fault,
        string law,
        List<ViolationReport> reports,
        EnumerationBounds bounds,
        CampaignMonitor? monitor,
        CancellationToken cancellation)
    {
        // Fewer operations than the shrunk programs have are of interest, no more.
        ViolationReport fewest = reports.MinBy(report => report.Program, ProgramShrinker.SimplerFirst)!;
        EnumerationBounds smaller = bounds with { MaximumOperations = Math.Clamp(fewest.OperationsAfter - 1, 1, bounds.MaximumOperations) };
        ExhaustionResult small = Exhaustion.Run(fault, smaller, violation => violation.Law.Id == law, monitor, cancellation);
        bool found = small.Smallest is not null && ProgramShrinker.Weight(small.Smallest) <= ProgramShrinker.Weight(fewest.Program);
        MutatorProgram smallest = found ? small.Smallest! : fewest.Program;
        return LawMinimum.Of(law, smallest, small.OperationsExhausted, smaller, reports);
    }

    /// <summary>The same for a bug that no seed caught: any of its laws.</summary>
    private static LawMinimum Unseen(
        SubjectDefinition fault,
        IReadOnlyList<string> laws,
        EnumerationBounds bounds,
        CampaignMonitor? monitor,
        CancellationToken cancellation)
    {
        ExhaustionResult small = Exhaustion.Run(fault, bounds, violation => laws.Contains(violation.Law.Id), monitor, cancellation);
        return LawMinimum.Of("", small.Smallest, small.OperationsExhausted, bounds, []);
    }

    private static FaultTrialResult Summarise(
        string fault, int seeds, int caught, List<ViolationReport> reports, ImmutableArray<LawMinimum> minima)
    {
        LawMinimum named = minima.OrderByDescending(minimum => minimum.Reports.Count)
            .ThenBy(minimum => minimum.Law, StringComparer.Ordinal).First();
        return new FaultTrialResult(
            fault,
            seeds,
            caught,
            reports.Count,
            named.Law,
            Median(reports.Select(report => report.ProgramIndex + 1)),
            (int)Median(reports.Select(report => (long)report.OperationsAfter)),
            (int)Median(reports.Select(report => (long)report.Executions)),
            named.Operations,
            named.IsProven,
            Share(minima.Sum(minimum => minimum.Reached), reports.Count),
            Share(minima.Sum(minimum => minimum.SameText), reports.Count),
            named.Program);
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    private static long Median(IEnumerable<long> values)
    {
        List<long> sorted = [.. values.Order()];
        return sorted.Count == 0 ? 0 : sorted[(sorted.Count - 1) / 2];
    }
}
