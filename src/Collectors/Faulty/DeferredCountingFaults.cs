namespace GcVerify.Collectors.Faulty;

/// <summary>The deliberate bugs of <c>deferred-reference-counting</c>.</summary>
internal static class DeferredCountingFaults
{
    private const string On = "deferred-reference-counting";

    /// <summary>The bugs, in the order of their ids.</summary>
    public static IReadOnlyList<FaultEntry> All { get; } =
    [
        new(
            "root-loop-exits-early-deferred", "A1", On, ["S1"], "the root loop ends after the first root that refers to something",
            host => new RootLoopExitsEarlyDeferred(host)),
        new(
            "skips-globals-deferred", "A2", On, ["S1"], "globals are not scanned",
            host => new SkipsGlobalsDeferred(host)),
        new(
            "skips-last-field-deferred", "A3", On, ["S18", "L1"], "the reference in the last field of a freed object is not dropped",
            host => new SkipsLastFieldDeferred(host)),
        new(
            "barrier-reads-new-value-deferred", "B5", On, ["S18"], "a store drops a reference to the new value, not to the old one",
            host => new BarrierReadsNewValueDeferred(host)),
        new(
            "counts-one-store-twice-deferred", "H1", On, ["S18"], "a store counts its reference twice",
            host => new CountsOneStoreTwiceDeferred(host)),
        new(
            "frees-without-children-deferred", "H3", On, ["S18", "L1"], "the references that a freed object held are not dropped",
            host => new FreesWithoutChildrenDeferred(host)),
        new("weak-not-cleared-deferred", "E1", On, ["W2"],
            "weak references to a freed object are not cleared", host => new WeakNotClearedDeferred(host)),
        new("weak-is-counted-deferred", "E6", On, ["S18", "W4"],
            "the field of a weak reference is counted like any other", host => new WeakIsCountedDeferred(host)),
        new(
            "ignores-disable-deferred", "I1", On, ["A3"], "thresholds are honoured although collection is disabled",
            host => new DeferredReferenceCounting(new StuckSwitch(host, on: true))),
        new(
            "double-reports-freed-deferred", "I2", On, ["A1"], "one more object is reported as freed than was",
            host => new DoubleReportsFreedDeferred(host)),
        new(
            "pacing-never-triggers-deferred", "I3", On, ["A3", "L4"], "no collection takes place unasked",
            host => new DeferredReferenceCounting(new StuckSwitch(host, on: false))),
        new(
            "roots-counted-for-good", "K1", On, ["S18"], "references in roots are counted for a sweep and not dropped again",
            host => new RootsCountedForGood(host)),
        new(
            "zero-counts-keep-referred-to", "K2", On, ["S1", "L2", "S13"],
            "an object stays in the zero count table though it is referred to",
            host => new ZeroCountsKeepReferredTo(host)),
        new(
            "zero-counts-take-only-new", "K3", On, ["L1"], "an object whose count rises and falls is not in the zero count table again",
            host => new ZeroCountsTakeOnlyNew(host)),
        new(
            "zero-counts-drop-on-overflow", "K4", On, ["L1"], "at 64 entries the zero count table drops further ones",
            host => new ZeroCountsDropOnOverflow(host)),
        new(
            "new-object-not-entered", "K5", On, ["L1"], "a new object is not in the zero count table",
            host => new NewObjectNotEntered(host)),
    ];
}
