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
        new("compacts-over-live", "G4", "mark-compact", ["S5"], "an object that moves goes one word too low, over the end of the one below",
            host => new CompactsOverLive(host)),
        new("double-reports-freed-mark-compact", "I2", "mark-compact", ["A1"], "one more object is reported as freed than was",
            host => new DoubleReportsFreedMarkCompact(host)),
        new("pacing-never-triggers-mark-compact", "I3", "mark-compact", ["A3", "L4"], "it never collects unasked",
            host => new PacingNeverTriggersMarkCompact(host)),
        new("pinned-object-moved", "K1", "mark-compact", ["S14"], "pinned objects slide like all others",
            host => new PinnedObjectMoved(host)),
    ];
}
