namespace GcVerify.Collectors.Faulty;

/// <summary>The deliberate bugs of <c>mark-sweep</c>.</summary>
internal static class MarkSweepFaults
{
    /// <summary>The bugs, in the order of their ids.</summary>
    public static IReadOnlyList<FaultEntry> All { get; } =
    [
        new("root-loop-exits-early", "A1", "mark-sweep", ["S1"], "the root loop ends after the first root that refers to something", host => new RootLoopExitsEarly(host)),
        new("skips-globals", "A2", "mark-sweep", ["S1"], "globals are not marked from", host => new SkipsGlobals(host)),
        new("skips-last-field", "A3", "mark-sweep", ["S1"], "the last field of an object is not traced", host => new SkipsLastField(host)),
        new("treats-kind-as-leaf", "A4", "mark-sweep", ["S1"], "objects with raw words are taken for data", host => new TreatsKindAsLeaf(host)),
        new("mark-stack-drops-on-overflow", "A6", "mark-sweep", ["S1"], "at 64 entries the mark stack drops further ones", host => new MarkStackDropsOnOverflow(host)),
        new("never-releases", "A7", "mark-sweep", ["L1"], "the sweep keeps everything", host => new NeverReleases(host)),
        new("payload-traced", "A8", "mark-sweep", ["L1"], "raw words that equal an object's address are followed", host => new PayloadTraced(host)),
        new("mark-bit-not-reset", "D3", "mark-sweep", ["L1"], "a survivor's mark counts in the next sweep too", host => new MarkBitNotReset(host)),
        new("sweep-skips-after-free", "D5", "mark-sweep", ["L1"], "the cell behind a freed one is not swept", host => new SweepSkipsAfterFree(host)),
        new("weak-cleared-late", "E1", "mark-sweep", ["W2", "W6"], "weak references to dead objects are not cleared", host => new MarkSweep(host, new WeakClearedLate(host))),
        new("weak-cleared-early", "E2", "mark-sweep", ["W1"], "weak references are cleared before the values of ephemerons have been traced", host => new MarkSweep(host, new WeakClearedEarly(host))),
        new("ephemeron-is-strong", "E3", "mark-sweep", ["W5"], "the value of an ephemeron is traced whether or not its key is alive", host => new MarkSweep(host, new EphemeronIsStrong(host))),
        new("ephemeron-single-pass", "E4", "mark-sweep", ["W5", "W1"], "the values of ephemerons are visited once, not until nothing changes", host => new MarkSweep(host, new EphemeronSinglePass(host))),
        new("weak-is-strong", "E6", "mark-sweep", ["W4"], "the field of a weak reference is traced", host => new MarkSweep(host, new WeakIsStrong(host))),
        new("finalizes-twice", "F1", "mark-sweep", ["F1"], "an object whose finalizer is due stays registered", host => new MarkSweep(host, new FinalizesTwice(host))),
        new("never-finalizes", "F2", "mark-sweep", ["F3"], "the second of the objects that are found dead together is not finalized", host => new MarkSweep(host, new NeverFinalizes(host))),
        new("resurrected-children-lost", "F3", "mark-sweep", ["F5"], "an object is kept for its finalizer, what it refers to is not", host => new MarkSweep(host, new ResurrectedChildrenLost(host))),
        new("finalizes-reachable", "F5", "mark-sweep", ["F2"], "finalizers are due before the last root has been marked", host => new FinalizesReachable(host)),
        new("ignores-disable", "I1", "mark-sweep", ["A3"], "it collects unasked although automatic collection is disabled", host => new IgnoresDisable(host)),
        new("double-reports-freed", "I2", "mark-sweep", ["A1"], "one more object is reported as freed than was", host => new DoubleReportsFreed(host)),
        new("pacing-never-triggers", "I3", "mark-sweep", ["A3", "L4"], "it never collects unasked", host => new PacingNeverTriggers(host)),
    ];
}
