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
        new("root-loop-exits-early", "A1", "mark-sweep", ["S1"], "the root loop ends after the first root that refers to something", host => new RootLoopExitsEarly(host)),
        new("root-loop-exits-early-generational", "A1", "generational", ["S1", "S7"], "the root loop ends after the first root that refers to a young object", host => new RootLoopExitsEarlyGenerational(host)),
        new("skips-last-field", "A3", "mark-sweep", ["S1"], "the last field of an object is not traced", host => new SkipsLastField(host)),
        new("skips-last-field-generational", "A3", "generational", ["S6", "S1", "S8"], "the last field of an object is not scanned", host => new SkipsLastFieldGenerational(host)),
        new("mark-stack-drops-on-overflow", "A6", "mark-sweep", ["S1"], "at 64 entries the mark stack drops further ones", host => new MarkStackDropsOnOverflow(host)),
        new("never-releases", "A7", "mark-sweep", ["L1"], "the sweep keeps everything", host => new NeverReleases(host)),
        new("payload-traced", "A8", "mark-sweep", ["L1"], "raw words that equal an object's address are followed", host => new PayloadTraced(host)),
        new("payload-traced-generational", "A8", "generational", ["S2", "L3", "L1"], "raw words that equal a young object's address are updated", host => new PayloadTracedGenerational(host)),
        new("bulk-store-skips-barrier", "B1", "generational", ["S8"], "the mutator omits the barrier in bulk copies of fields", host => new Generational(host))
        {
            MutatorFault = MutatorFault.BulkStoreSkipsBarrier,
        },
        new("no-write-barrier", "B2", "generational", ["S8"], "no reference from old to young is remembered", host => new NoWriteBarrier(host)),
        new("barrier-records-only-first", "B3", "generational", ["S8"], "the second entry of the remembered set is lost", host => new BarrierRecordsOnlyFirst(host)),
        new("remembered-set-cleared-too-early", "C1", "generational", ["S8"], "the remembered set is empty after each minor collection", host => new RememberedSetClearedTooEarly(host)),
        new("promoted-not-remembered", "C2", "generational", ["S8"], "an object promoted before its children is not remembered", host => new PromotedNotRemembered(host)),
        new("minor-frees-old", "C4", "generational", ["S1", "S8"], "a minor collection sweeps the old generation", host => new MinorFreesOld(host)),
        new("mark-bit-not-reset", "D3", "mark-sweep", ["L1"], "a survivor's mark counts in the next sweep too", host => new MarkBitNotReset(host)),
        new("sweep-skips-after-free", "D5", "mark-sweep", ["L1"], "the cell behind a freed one is not swept", host => new SweepSkipsAfterFree(host)),
        new("counts-one-store-twice", "H1", "reference-counting", ["S18"], "a store into a field counts its reference twice", host => new CountsOneStoreTwice(host)),
        new("decrements-before-increment", "H2", "reference-counting", ["S1", "S13"], "the old reference is dropped before the new one is counted", host => new DecrementsBeforeIncrement(host)),
        new("frees-without-children", "H3", "reference-counting", ["S18", "L1"], "the references that a freed object held are not dropped", host => new FreesWithoutChildren(host)),
        new("double-reports-freed", "I2", "mark-sweep", ["A1"], "one more object is reported as freed than was", host => new DoubleReportsFreed(host)),
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
