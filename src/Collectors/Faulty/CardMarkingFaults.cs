using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>The deliberate bugs of <c>card-marking</c>.</summary>
internal static class CardMarkingFaults
{
    /// <summary>The bugs, in the order of their ids.</summary>
    public static IReadOnlyList<FaultEntry> All { get; } =
    [
        new("root-loop-exits-early-card-marking", "A1", "card-marking", ["S1", "S7"], "the root loop ends after the first root that refers to something", host => new RootLoopExitsEarlyCardMarking(host)),
        new("skips-globals-card-marking", "A2", "card-marking", ["S1", "S7"], "globals are not scanned", host => new SkipsGlobalsCardMarking(host)),
        new("skips-last-field-card-marking", "A3", "card-marking", ["S6", "S1", "S8"], "the last field of a copy is not visited", host => new SkipsLastFieldCardMarking(host)),
        new("root-not-updated-card-marking", "A5", "card-marking", ["S7"], "the last root keeps the address from before the copy", host => new RootNotUpdatedCardMarking(host)),
        new("bulk-store-skips-barrier-card-marking", "B1", "card-marking", ["S8"], "the mutator omits the barrier in bulk copies of fields", host => new CardMarking(host))
        {
            MutatorFault = MutatorFault.BulkStoreSkipsBarrier,
        },
        new("no-write-barrier-card-marking", "B2", "card-marking", ["S8"], "a store makes no card dirty", host => new NoWriteBarrierCardMarking(host)),
        new("scans-first-object-of-card", "B3", "card-marking", ["S8"], "only the first object on a dirty card is scanned", host => new ScansFirstObjectOfCard(host)),
        new("card-cleaned-too-early", "C1", "card-marking", ["S8"], "a scanned card is clean though objects on it refer to younger ones", host => new CardCleanedTooEarly(host)),
        new("promoted-card-not-dirty", "C2", "card-marking", ["S8"], "an object promoted before its children does not make its cards dirty", host => new PromotedCardNotDirty(host)),
        new("old-weak-not-cleared-card-marking", "C3", "card-marking", ["W2", "S8"], "weak references on dirty cards are not cleared", host => new OldWeakNotClearedCardMarking(host)),
        new("minor-frees-old-card-marking", "C4", "card-marking", ["S1", "S8"], "a collection of younger generations sweeps the oldest", host => new MinorFreesOldCardMarking(host)),
        new("threshold-off-by-one-card-marking", "C5", "card-marking", ["A3"], "generation 1 is collected one collection late", host => new ThresholdOffByOneCardMarking(host)),
        new("double-reports-freed-card-marking", "I2", "card-marking", ["A1"], "one more object is reported as freed in generation 1 than was", host => new DoubleReportsFreedCardMarking(host)),
        new("barrier-dirties-card-of-header", "N1", "card-marking", ["S8"], "a store makes the card dirty on which its object begins", host => new BarrierDirtiesCardOfHeader(host)),
        new("crossing-map-off-by-one", "N2", "card-marking", ["S8"], "the scan of a card begins one cell too late", host => new CrossingMapOffByOne(host)),
        new("crossing-map-not-rebuilt", "N3", "card-marking", ["S13", "S8"], "joined free cells are not entered into the crossing map", host => new CrossingMapNotRebuilt(host)),
    ];
}
