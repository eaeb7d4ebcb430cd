using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>A collector that is known by name.</summary>
/// <param name="Name">Its name, kebab-case.</param>
/// <param name="Summary">One line about it.</param>
/// <param name="Create">Makes one over a host.</param>
/// <param name="IsCorrect">Whether it is meant to keep its promises.</param>
public sealed record CollectorEntry(string Name, string Summary, Func<ICollectorHost, ICollector> Create, bool IsCorrect = true)
{
    /// <summary>A deliberate bug of the mutator that the collector is run with, or none.</summary>
    public MutatorFault MutatorFault { get; init; }
}

/// <summary>The collectors that come with GcVerify.</summary>
public static class CollectorCatalog
{
    /// <summary>Those that keep their promises, in the order of their names.</summary>
    public static IReadOnlyList<CollectorEntry> Correct { get; } =
    [
        new("baker-copying", "copies in slices; a read barrier evacuates what the mutator loads", host => new BakerCopying(host)),
        new("card-marking", "three generations, card table with crossing map; survivors move up, the oldest is swept", host => new CardMarking(host)),
        new("cpython", "counts, and finds cycles by subtracting internal references, as CPython 3.11", host => new CPythonScheme(host)),
        new(
            "cpython-save-all",
            "as cpython, but lists and keeps the garbage cycles that it finds, for debugging",
            host => new CPythonScheme(host, UncollectableGarbage.Everything)),
        new(
            "cpython-uncollectable",
            "as cpython before PEP 442: lists and keeps garbage cycles with finalizers",
            host => new CPythonScheme(host, UncollectableGarbage.WithFinalizers)),
        new(
            "deferred-reference-counting",
            "counts references in objects only, scans roots at safepoints; garbage cycles stay",
            host => new DeferredReferenceCounting(host)),
        new("generational", "copying nursery, mark-sweep old generation, remembered set", host => new Generational(host)),
        new("incremental-mark-sweep", "marks and sweeps in slices; an insertion barrier keeps black objects from referring to white ones", host => new IncrementalMarkSweep(host)),
        new("mark-compact", "marks, then slides what is marked down (Lisp 2), around pinned objects", host => new MarkCompact(host)),
        new("mark-region", "marks lines of blocks, allocates in runs of free ones, evacuates fragmented blocks", host => new MarkRegion(host)),
        new("mark-sweep", "marks from the roots with an explicit stack, sweeps into segregated free lists", host => new MarkSweep(host)),
        new("no-collection", "allocates until the heap is full: the baseline", host => new NoCollection(host)),
        new("reference-counting", "frees at once what nothing refers to; garbage cycles stay", host => new ReferenceCounting(host)),
        new("semispace", "copies what is reachable to the other half (Cheney); large objects stay", host => new Semispace(host)),
        new("snapshot-mark-sweep", "marks in slices what was reachable when a cycle began; a deletion barrier keeps the paths of that time", host => new SnapshotMarkSweep(host)),
        new("trial-deletion", "reference counting that finds garbage cycles by taking references away on trial", host => new TrialDeletion(host)),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CollectorEntry> All { get; } = [.. Correct, .. Faulty.FaultCatalog.Collectors];

    /// <summary>The collector of this name, or null.</summary>
    public static CollectorEntry? Find(string name) => All.FirstOrDefault(entry => entry.Name == name);
}
