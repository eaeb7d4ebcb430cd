using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>
/// The deliberate bugs of <c>incremental-mark-sweep</c>. White objects allocated while marking are none: what is reachable when marking
/// ends is found by the scan of the roots, as Dijkstra's barrier shades what is stored. Only the promise that new objects survive would go.
/// </summary>
internal static class IncrementalFaults
{
    private const string On = "incremental-mark-sweep";

    /// <summary>The bugs, in the order of their ids.</summary>
    public static IReadOnlyList<FaultEntry> All { get; } =
    [
        new("root-loop-exits-early-incremental", "A1", On, ["S1", "S9"],
            "the root loop ends after the first root that refers to something", host => new RootLoopExitsEarlyIncremental(host)),
        new("skips-globals-incremental", "A2", On, ["S1", "S9"], "the globals are not among the roots", host => new SkipsGlobalsIncremental(host)),
        new("skips-last-field-incremental", "A3", On, ["S9", "S1"],
            "the last field of an object is not visited", host => new SkipsLastFieldIncremental(host)),
        new("grey-stack-drops-on-overflow", "A6", On, ["S1", "S9"],
            "at 64 entries the grey stack drops further ones", host => new GreyStackDropsOnOverflow(host)),
        new("payload-traced-incremental", "A8", On, ["L1", "L9"],
            "raw words that equal an object's address are followed", host => new PayloadTracedIncremental(host)),
        new("bulk-store-skips-barrier-incremental", "B1", On, ["S9"],
            "the mutator omits the barrier in bulk copies of fields", host => new IncrementalMarkSweep(host))
        {
            MutatorFault = MutatorFault.BulkStoreSkipsBarrier,
        },
        new("no-insertion-barrier", "B2", On, ["S9"], "what is stored while marking is not shaded", host => new NoInsertionBarrier(host)),
        new("no-root-rescan", "D1", On, ["S9"], "the roots are not scanned again before marking ends", host => new NoRootRescan(host)),
        new("allocates-white-while-sweeping", "D2", On, ["S9", "S17"],
            "objects allocated while sweeping are white", host => new AllocatesWhiteWhileSweeping(host)),
        new("colours-toggle-every-second-cycle", "D3", On, ["L1", "L9"],
            "the marks of a cycle count in the next one too, every second time", host => new ColoursToggleEverySecondCycle(host)),
        new("step-loses-grey", "D4", On, ["S9"],
            "a slice that ends in the middle of an object forgets its other fields", host => new StepLosesGrey(host)),
        new("allocation-does-no-work", "D7", On, ["L8"],
            "allocations do nothing for the collection under way", host => new AllocationDoesNoWork(host)),
        new("treats-kind-as-leaf-incremental", "A4", On, ["S9", "S1"],
            "objects with raw words are taken for data", host => new TreatsKindAsLeafIncremental(host)),
        new("weak-cleared-late-incremental", "E1", On, ["W2", "W6"],
            "weak references to dead objects are not cleared", host => new IncrementalMarkSweep(host, new WeakClearedLate(host))),
        new("weak-cleared-early-incremental", "E2", On, ["W1"],
            "weak references are cleared before the values of ephemerons have been traced", host => new IncrementalMarkSweep(host, new WeakClearedEarly(host))),
        new("ephemeron-is-strong-incremental", "E3", On, ["W5", "L9"],
            "the value of an ephemeron is traced whether or not its key is alive", host => new IncrementalMarkSweep(host, new EphemeronIsStrong(host))),
        new("ephemeron-seen-once-incremental", "E4", On, ["W1"],
            "an ephemeron is looked at once, when it is scanned, though its key may be reached later", host => new IncrementalMarkSweep(host, new EphemeronSeenOnce(host))),
        new("weak-is-strong-incremental", "E6", On, ["W4", "L9"],
            "the field of a weak reference is traced", host => new IncrementalMarkSweep(host, new WeakIsStrong(host))),
        new("finalizes-twice-incremental", "F1", On, ["F1"],
            "an object whose finalizer is due stays registered", host => new IncrementalMarkSweep(host, new FinalizesTwice(host))),
        new("never-finalizes-incremental", "F2", On, ["F3"],
            "the second of the objects that are found dead together is not finalized", host => new IncrementalMarkSweep(host, new NeverFinalizes(host))),
        new("weak-store-not-shaded", "E8", On, ["S9", "W2", "W5"],
            "a store into a weak reference or an ephemeron is not shaded", host => new WeakStoreNotShaded(host)),
        new("value-not-kept-for-new-key", "E9", On, ["W5", "S9", "F2"],
            "the value of an ephemeron that gets another key is not looked at again", host => new ValueNotKeptForNewKey(host)),
        new("resurrected-children-lost-incremental", "F3", On, ["F5"],
            "an object is kept for its finalizer, what it refers to is not", host => new ResurrectedChildrenLostIncremental(host)),
        new("finalizes-reachable-incremental", "F5", On, ["F2", "S9", "W1"],
            "finalizers are due before the roots have been scanned again", host => new FinalizesReachableIncremental(host)),
        new("ignores-disable-incremental", "I1", On, ["A3"],
            "thresholds are honoured although collection is disabled", host => new IncrementalMarkSweep(new StuckSwitch(host, on: true))),
        new("pacing-never-triggers-incremental", "I3", On, ["A3", "L4"],
            "no collection takes place unasked", host => new IncrementalMarkSweep(new StuckSwitch(host, on: false))),
        new("double-reports-freed-incremental", "I2", On, ["A1"],
            "one more object is reported as freed than was", host => new DoubleReportsFreedIncremental(host)),
    ];
}
