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
        new("immortal-freed", "K2", "semispace", ["S1"], "immortal objects are allocated among those that die",
            host => new ImmortalFreed(host)),
    ];
}
