namespace GcVerify.Collectors.Faulty;

/// <summary>The deliberate bugs of <c>mark-sweep</c>.</summary>
internal static class MarkSweepFaults
{
    /// <summary>The bugs, in the order of their ids.</summary>
    public static IReadOnlyList<FaultEntry> All { get; } =
    [
        new("root-loop-exits-early", "A1", "mark-sweep", ["S1"], "the root loop ends after the first root that refers to something", host => new RootLoopExitsEarly(host)),
        new("skips-last-field", "A3", "mark-sweep", ["S1"], "the last field of an object is not traced", host => new SkipsLastField(host)),
        new("mark-stack-drops-on-overflow", "A6", "mark-sweep", ["S1"], "at 64 entries the mark stack drops further ones", host => new MarkStackDropsOnOverflow(host)),
        new("never-releases", "A7", "mark-sweep", ["L1"], "the sweep keeps everything", host => new NeverReleases(host)),
        new("payload-traced", "A8", "mark-sweep", ["L1"], "raw words that equal an object's address are followed", host => new PayloadTraced(host)),
        new("mark-bit-not-reset", "D3", "mark-sweep", ["L1"], "a survivor's mark counts in the next sweep too", host => new MarkBitNotReset(host)),
        new("sweep-skips-after-free", "D5", "mark-sweep", ["L1"], "the cell behind a freed one is not swept", host => new SweepSkipsAfterFree(host)),
        new("double-reports-freed", "I2", "mark-sweep", ["A1"], "one more object is reported as freed than was", host => new DoubleReportsFreed(host)),
    ];
}
