namespace GcVerify.Collectors.Faulty;

/// <summary>The deliberate bugs of <c>semispace</c>.</summary>
internal static class SemispaceFaults
{
    /// <summary>The bugs, in the order of their ids.</summary>
    public static IReadOnlyList<FaultEntry> All { get; } =
    [
        new("root-loop-exits-early-semispace", "A1", "semispace", ["S1", "S7"],
            "the root loop ends after the first root that refers to something", host => new RootLoopExitsEarlySemispace(host)),
        new("skips-globals-semispace", "A2", "semispace", ["S1", "S7"], "globals are not scanned", host => new SkipsGlobalsSemispace(host)),
        new("skips-last-field-semispace", "A3", "semispace", ["S1", "S6"], "the last field of an object is not scanned",
            host => new SkipsLastFieldSemispace(host)),
        new("treats-kind-as-leaf-semispace", "A4", "semispace", ["S1", "S6"], "the fields of immortal objects are not visited",
            host => new TreatsKindAsLeafSemispace(host)),
        new("root-not-updated-semispace", "A5", "semispace", ["S7"], "the last root that refers to something keeps the old address",
            host => new RootNotUpdatedSemispace(host)),
        new("payload-traced-semispace", "A8", "semispace", ["S2", "L1"],
            "raw words that equal an object's address are followed and updated", host => new PayloadTracedSemispace(host)),
        new("weak-cleared-late-semispace", "E1", "semispace", ["W2"], "weak references to dead objects are not cleared",
            host => new Semispace(host, new WeakClearedLate(host))),
        new("weak-cleared-early-semispace", "E2", "semispace", ["W1"],
            "weak references are cleared before the values of ephemerons have been traced", host => new Semispace(host, new WeakClearedEarly(host))),
        new("ephemeron-is-strong-semispace", "E3", "semispace", ["W5"], "the value of an ephemeron is traced whether or not its key is alive",
            host => new Semispace(host, new EphemeronIsStrong(host))),
        new("ephemeron-seen-once-semispace", "E4", "semispace", ["W1"],
            "an ephemeron is looked at once, when it is scanned, though its key may be reached later",
            host => new Semispace(host, new EphemeronSeenOnce(host))),
        new("weak-not-forwarded-semispace", "E5", "semispace", ["S6"], "a weak reference to an object that moves keeps the old address",
            host => new Semispace(host, new WeakNotForwarded(host))),
        new("weak-is-strong-semispace", "E6", "semispace", ["W4"], "the field of a weak reference is traced",
            host => new Semispace(host, new WeakIsStrong(host))),
        new("finalizes-twice-semispace", "F1", "semispace", ["F1"], "an object whose finalizer is due stays registered",
            host => new Semispace(host, new FinalizesTwice(host))),
        new("never-finalizes-semispace", "F2", "semispace", ["F3"], "the second of the objects that are found dead together is not finalized",
            host => new Semispace(host, new NeverFinalizes(host))),
        new("resurrected-children-lost-semispace", "F3", "semispace", ["F5"], "an object is kept for its finalizer, what it refers to is not",
            host => new Semispace(host, new ResurrectedChildrenLost(host))),
        new("finalizes-reachable-semispace", "F5", "semispace", ["F2"],
            "finalizers are due before the last root has been visited", host => new FinalizesReachableSemispace(host)),
        new("copies-twice", "G1", "semispace", ["A1", "S5"], "a root does not ask whether its object has been copied",
            host => new CopiesTwice(host)),
        new("forwards-without-scanning", "G2", "semispace", ["S1", "S6"], "of the copies only the first is scanned",
            host => new ForwardsWithoutScanning(host)),
        new("copies-one-word-short", "G3", "semispace", ["S6", "S2", "S1"], "an object's last word is not copied",
            host => new CopiesOneWordShort(host)),
        new("ignores-disable-semispace", "I1", "semispace", ["A3"], "it collects unasked although automatic collection is disabled",
            host => new IgnoresDisableSemispace(host)),
        new("double-reports-freed-semispace", "I2", "semispace", ["A1"], "one more object is reported as freed than was",
            host => new DoubleReportsFreedSemispace(host)),
        new("immortal-freed", "Q2", "semispace", ["S1"], "immortal objects are allocated among those that die",
            host => new ImmortalFreed(host)),
    ];
}
