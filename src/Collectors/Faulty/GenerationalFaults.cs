using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>The deliberate bugs of <c>generational</c>.</summary>
internal static class GenerationalFaults
{
    /// <summary>The bugs, in the order of their ids.</summary>
    public static IReadOnlyList<FaultEntry> All { get; } =
    [
        new("root-loop-exits-early-generational", "A1", "generational", ["S1", "S7"], "the root loop ends after the first root that refers to a young object", host => new RootLoopExitsEarlyGenerational(host)),
        new("skips-globals-generational", "A2", "generational", ["S1", "S7"], "globals are not scanned by the minor collection", host => new SkipsGlobalsGenerational(host)),
        new("skips-last-field-generational", "A3", "generational", ["S6", "S1", "S8"], "the last field of an object is not scanned", host => new SkipsLastFieldGenerational(host)),
        new("treats-kind-as-leaf-generational", "A4", "generational", ["S6", "S1", "S8"], "objects with raw words are taken for data by the minor collection", host => new TreatsKindAsLeafGenerational(host)),
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
        new("weak-cleared-late-generational", "E1", "generational", ["W2", "W6"], "weak references to dead objects are not cleared", host => new Generational(host, (h, isOld) => new WeakClearedLate(h, isOld))),
        new("weak-cleared-early-generational", "E2", "generational", ["W1"], "weak references are cleared before the values of ephemerons have been traced", host => new Generational(host, (h, isOld) => new WeakClearedEarly(h, isOld))),
        new("ephemeron-is-strong-generational", "E3", "generational", ["W5"], "the value of an ephemeron is traced whether or not its key is alive", host => new Generational(host, (h, isOld) => new EphemeronIsStrong(h, isOld))),
        new("ephemeron-single-pass-generational", "E4", "generational", ["W5", "W1"], "the values of ephemerons are visited once, not until nothing changes", host => new Generational(host, (h, isOld) => new EphemeronSinglePass(h, isOld))),
        new("weak-not-forwarded-generational", "E5", "generational", ["S6"], "a weak reference to an object that moves keeps the old address", host => new Generational(host, (h, isOld) => new WeakNotForwarded(h, isOld))),
        new("weak-is-strong-generational", "E6", "generational", ["W4"], "the field of a weak reference is traced", host => new Generational(host, (h, isOld) => new WeakIsStrong(h, isOld))),
        new("finalizes-twice-generational", "F1", "generational", ["F1"], "an object whose finalizer is due stays registered", host => new Generational(host, (h, isOld) => new FinalizesTwice(h, isOld))),
        new("never-finalizes-generational", "F2", "generational", ["F3"], "the second of the objects that are found dead together is not finalized", host => new Generational(host, (h, isOld) => new NeverFinalizes(h, isOld))),
        new("resurrected-children-lost-generational", "F3", "generational", ["F5"], "an object is kept for its finalizer, what it refers to is not", host => new Generational(host, (h, isOld) => new ResurrectedChildrenLost(h, isOld))),
        new("finalizes-reachable-generational", "F5", "generational", ["F2", "W1"], "finalizers are due before the remembered objects have been scanned", host => new FinalizesReachableGenerational(host)),
        new("old-weak-not-cleared", "C3", "generational", ["W2", "W6"], "a minor collection does not clear the weak references of old objects", host => new OldWeakNotCleared(host)),
        new("ignores-disable-generational", "I1", "generational", ["A3"], "it collects unasked although automatic collection is disabled", host => new IgnoresDisableGenerational(host)),
        new("pacing-never-triggers-generational", "I3", "generational", ["A3", "L4"], "it never collects unasked", host => new PacingNeverTriggersGenerational(host)),
        new("threshold-off-by-one-generational", "C5", "generational", ["A3"], "the old generation is collected one collection late", host => new ThresholdOffByOneGenerational(host)),
    ];
}
