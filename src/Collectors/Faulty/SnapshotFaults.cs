using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>
/// The deliberate bugs of <c>snapshot-mark-sweep</c>. No scan of the roots at the end of marking is none: the mutator holds nothing but
/// what the snapshot reached and what is new.
/// </summary>
internal static class SnapshotFaults
{
    private const string On = "snapshot-mark-sweep";

    /// <summary>The bugs, in the order of their ids.</summary>
    public static IReadOnlyList<FaultEntry> All { get; } =
    [
        new("snapshot-skips-last-frame", "A2", On, ["S1", "S10"],
            "the current frame is not among the roots", host => new SnapshotSkipsLastFrame(host)),
        new("bulk-store-skips-barrier-snapshot", "B1", On, ["S10"],
            "the mutator omits the barrier in bulk copies of fields", host => new SnapshotMarkSweep(host))
        {
            MutatorFault = MutatorFault.BulkStoreSkipsBarrier,
        },
        new("deletion-barrier-missing", "B4", On, ["S10", "S9"],
            "what a store overwrites while marking is not shaded", host => new DeletionBarrierMissing(host)),
        new("barrier-reads-new-value", "B5", On, ["S10", "S9"],
            "the barrier takes the new value for the old one", host => new BarrierReadsNewValue(host)),
        new("allocates-white", "D2", On, ["S17", "S9"], "objects allocated while marking are white", host => new AllocatesWhite(host)),
        new("step-ignores-budget", "D6", On, ["P1", "P2"], "one slice sweeps the whole heap", host => new StepIgnoresBudget(host)),
    ];
}
