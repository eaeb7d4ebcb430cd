using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>The deliberate bugs of <c>generational</c>.</summary>
internal static class GenerationalFaults
{
    /// <summary>The bugs, in the order of their ids.</summary>
    public static IReadOnlyList<FaultEntry> All { get; } =
    [
        new("root-loop-exits-early-generational", "A1", "generational", ["S1", "S7"], "the root loop ends after the first root that refers to a young object", host => new RootLoopExitsEarlyGenerational(host)),
        new("skips-last-field-generational", "A3", "generational", ["S6", "S1", "S8"], "the last field of an object is not scanned", host => new SkipsLastFieldGenerational(host)),
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
    ];
}
