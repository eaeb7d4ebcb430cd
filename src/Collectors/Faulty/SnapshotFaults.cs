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
        new("overwritten-value-lost", "B6", On, ["S10", "W5"],
            "a value overwritten in an ephemeron whose key has not been reached yet is forgotten", host => new OverwrittenValueLost(host)),
        new("weak-cleared-late-snapshot", "E1", On, ["W2", "W6"],
            "weak references to dead objects are not cleared", host => new SnapshotMarkSweep(host, new WeakClearedLate(host))),
        new("ephemeron-is-strong-snapshot", "E3", On, ["W5", "L9"],
            "the value of an ephemeron is traced whether or not its key is alive", host => new SnapshotMarkSweep(host, new EphemeronIsStrong(host))),
        new("finalizes-twice-snapshot", "F1", On, ["F1"],
            "an object whose finalizer is due stays registered", host => new SnapshotMarkSweep(host, new FinalizesTwice(host))),
        new("weak-overwrite-shaded", "E6", On, ["L9", "W4"],
            "what a weak reference refers to is shaded when that is overwritten", host => new WeakOverwriteShaded(host)),
        new("weak-load-not-shaded", "E7", On, ["S10", "S9"],
            "what is loaded through a weak reference while marking is not shaded", host => new WeakLoadNotShaded(host)),
        new("value-not-kept-for-new-key-snapshot", "E9", On, ["S10", "W5", "S9", "F2"],
            "the value of an ephemeron that gets another key is not looked at again", host => new ValueNotKeptForNewKeySnapshot(host)),
        new("resurrected-children-lost-snapshot", "F3", On, ["F5", "S10"],
            "an object is kept for its finalizer, what it refers to is not", host => new ResurrectedChildrenLostSnapshot(host)),
        new("step-ignores-budget", "D6", On, ["P1", "P2"], "one slice sweeps the whole heap", host => new StepIgnoresBudget(host)),
    ];
}
