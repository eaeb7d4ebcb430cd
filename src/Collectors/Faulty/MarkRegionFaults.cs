namespace GcVerify.Collectors.Faulty;

/// <summary>The deliberate bugs of <c>mark-region</c>.</summary>
internal static class MarkRegionFaults
{
    /// <summary>The bugs, in the order of their ids.</summary>
    public static IReadOnlyList<FaultEntry> All { get; } =
    [
        new("root-loop-exits-early-mark-region", "A1", "mark-region", ["S1"], "the root loop ends after the first root that refers to something", host => new RootLoopExitsEarlyMarkRegion(host)),
        new("skips-last-field-mark-region", "A3", "mark-region", ["S1"], "the last field of an object is not visited", host => new SkipsLastFieldMarkRegion(host)),
        new("treats-pinned-as-leaf", "A4", "mark-region", ["S1"], "objects that are pinned from their allocation are not scanned", host => new TreatsPinnedAsLeaf(host)),
        new("root-not-updated-mark-region", "A5", "mark-region", ["S7"], "the last root keeps the address from before the evacuation", host => new RootNotUpdatedMarkRegion(host)),
        new("payload-traced-mark-region", "A8", "mark-region", ["L1"], "raw words that equal an object's address are followed, and updated", host => new PayloadTracedMarkRegion(host)),
        new("copies-twice-mark-region", "G1", "mark-region", ["S13"], "a root does not look whether its object has been evacuated already", host => new CopiesTwiceMarkRegion(host)),
        new("pacing-never-triggers-mark-region", "I3", "mark-region", ["A3", "L4"], "no automatic collection takes place", host => new PacingNeverTriggersMarkRegion(host)),
        new("last-line-not-marked", "R1", "mark-region", ["S1"], "of an object that lies in several lines the last one is not marked", host => new LastLineNotMarked(host)),
        new("recycles-live-block", "R2", "mark-region", ["S1"], "a block with a single marked line is taken for a free one", host => new RecyclesLiveBlock(host)),
    ];
}
