using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>A deliberate bug: one edit to a correct collector.</summary>
/// <param name="Name">Its name, kebab-case; a name of a collector too.</param>
/// <param name="Id">Its id in the list of faults.</param>
/// <param name="On">The collector that was edited.</param>
/// <param name="Laws">The laws that the edit breaks, the one that is named most often first.</param>
/// <param name="Summary">What was edited.</param>
/// <param name="Create">Makes the broken collector.</param>
public sealed record FaultEntry(string Name, string Id, string On, IReadOnlyList<string> Laws, string Summary, Func<ICollectorHost, ICollector> Create)
{
    /// <summary>The bug, if it is the mutator's and not the collector's.</summary>
    public MutatorFault MutatorFault { get; init; }
}

/// <summary>The deliberate bugs that the verifier must catch.</summary>
public static class FaultCatalog
{
    /// <summary>The bugs, in the order of their ids.</summary>
    public static IReadOnlyList<FaultEntry> All { get; } =
    [
        .. new[]
        {
            MarkSweepFaults.All,
            GenerationalFaults.All,
            ReferenceCountingFaults.All,
            TrialDeletionFaults.All,
            DeferredCountingFaults.All,
            SemispaceFaults.All,
            MarkCompactFaults.All,
            MarkRegionFaults.All,
            CardMarkingFaults.All,
            IncrementalFaults.All,
            SnapshotFaults.All,
            BakerFaults.All,
            CPythonFaults.All,
        }.SelectMany(family => family).OrderBy(fault => fault.Id, StringComparer.Ordinal),
    ];

    /// <summary>The same as collectors, and those that misbehave beyond any law.</summary>
    internal static IReadOnlyList<CollectorEntry> Collectors { get; } =
    [
        .. All.Select(fault => new CollectorEntry(fault.Name, $"fault {fault.Id} on {fault.On}: {fault.Summary}", fault.Create, IsCorrect: false)
        {
            MutatorFault = fault.MutatorFault,
        }),
        new("hostile-throws", "throws when it collects", host => new Hostile.Throws(host), IsCorrect: false),
        new("hostile-runs-away", "reads the heap without an end", host => new Hostile.RunsAway(host), IsCorrect: false),
        new("hostile-loops-forever", "loops without an end and without touching the heap", host => new Hostile.LoopsForever(host), IsCorrect: false),
        new("hostile-recurses-through-heap", "recurses without an end, reading the heap", host => new Hostile.RecursesThroughTheHeap(host), IsCorrect: false),
        new("hostile-recurses-forever", "recurses without an end and without touching the heap", host => new Hostile.RecursesForever(host), IsCorrect: false),
        new("hostile-returns-wild-address", "returns addresses outside the heap", host => new Hostile.ReturnsWildAddress(host), IsCorrect: false),
        new("hostile-swallows-faults", "touches free memory and catches the fault", host => new Hostile.SwallowsFaults(host), IsCorrect: false),
    ];
}
