namespace GcVerify.Collectors.Faulty;

/// <summary>The deliberate bugs of <c>mark-compact</c>.</summary>
internal static class MarkCompactFaults
{
    /// <summary>The bugs, in the order of their ids.</summary>
    public static IReadOnlyList<FaultEntry> All { get; } =
    [
        new("root-loop-exits-early-mark-compact", "A1", "mark-compact", ["S1"],
            "the root loop of marking ends after the first root that refers to something", host => new RootLoopExitsEarlyMarkCompact(host)),
        new("skips-globals-mark-compact", "A2", "mark-compact", ["S1"], "globals are not marked from",
            host => new SkipsGlobalsMarkCompact(host)),
        new("skips-last-field-mark-compact", "A3", "mark-compact", ["S1"], "the last field of an object is not marked from",
            host => new SkipsLastFieldMarkCompact(host)),
        new("treats-kind-as-leaf-mark-compact", "A4", "mark-compact", ["S1"], "the fields of pinned objects are not visited",
            host => new TreatsKindAsLeafMarkCompact(host)),
        new("root-not-updated-mark-compact", "A5", "mark-compact", ["S7"], "the last root that refers to something keeps the old address",
            host => new RootNotUpdatedMarkCompact(host)),
        new("never-releases-mark-compact", "A7", "mark-compact", ["L1"], "every object counts as marked",
            host => new NeverReleasesMarkCompact(host)),
        new("payload-traced-mark-compact", "A8", "mark-compact", ["S2"], "raw words that equal an object's address are updated",
            host => new PayloadTracedMarkCompact(host)),
        new("weak-cleared-late-mark-compact", "E1", "mark-compact", ["W6", "W2"], "weak references to dead objects are not cleared",
            host => new MarkCompact(host, new WeakClearedLate(host))),
        new("ephemeron-is-strong-mark-compact", "E3", "mark-compact", ["W5"], "the value of an ephemeron is traced whether or not its key is alive",
            host => new MarkCompact(host, new EphemeronIsStrong(host))),
        new("ephemeron-single-pass-mark-compact", "E4", "mark-compact", ["W1"], "the values of ephemerons are visited once, not until nothing changes",
            host => new MarkCompact(host, new EphemeronSinglePass(host))),
        new("weak-not-forwarded-mark-compact", "E5", "mark-compact", ["S6"], "a weak reference to an object that moves keeps the old address",
            host => new WeakNotForwardedMarkCompact(host)),
        new("weak-is-strong-mark-compact", "E6", "mark-compact", ["W4"], "the field of a weak reference is traced",
            host => new MarkCompact(host, new WeakIsStrong(host))),
        new("finalizes-twice-mark-compact", "F1", "mark-compact", ["F1"], "an object whose finalizer is due stays registered",
            host => new MarkCompact(host, new FinalizesTwice(host))),
        new("never-finalizes-mark-compact", "F2", "mark-compact", ["F3"], "the second of the objects that are found dead together is not finalized",
            host => new MarkCompact(host, new NeverFinalizes(host))),
        new("resurrected-children-lost-mark-compact", "F3", "mark-compact", ["F5"], "an object is kept for its finalizer, what it refers to is not",
            host => new MarkCompact(host, new ResurrectedChildrenLost(host))),
        new("compacts-over-live", "G4", "mark-compact", ["S5"], "an object that moves goes one word too low, over the end of the one below",
            host => new CompactsOverLive(host)),
        new("double-reports-freed-mark-compact", "I2", "mark-compact", ["A1"], "one more object is reported as freed than was",
            host => new DoubleReportsFreedMarkCompact(host)),
        new("pacing-never-triggers-mark-compact", "I3", "mark-compact", ["A3", "L4"], "it never collects unasked",
            host => new PacingNeverTriggersMarkCompact(host)),
        new("pinned-object-moved", "Q1", "mark-compact", ["S14"], "pinned objects slide like all others",
            host => new PinnedObjectMoved(host)),
    ];
}
