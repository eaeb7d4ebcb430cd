using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>
/// Incremental mark-sweep with a deletion barrier (Yuasa 1990; Handbook 15.5, 16.5): a cycle marks what was reachable when it began. The
/// roots are scanned at once at the beginning; the reference that a store is to overwrite while marking is shaded, so that no path of that
/// time is lost. New objects are black. So the mutator, which can get hold only of what was reachable then and of what is new, is black:
/// the roots need no barrier and are not scanned again.
/// </summary>
public class SnapshotMarkSweep : TricolourMarkSweep
{
    private const int AccessesPerRoot = 3;

    /// <summary>Over a host's area.</summary>
    public SnapshotMarkSweep(ICollectorHost host)
        : base(host) => Promises = CommonPromises with
        {
            Snapshot = true,
            StepWork = SliceWork(AccessesPerRoot),
            AllocationWork = AllocationWork(AccessesPerRoot),
        };

    /// <inheritdoc/>
    public override Promises Promises { get; }

    /// <inheritdoc/>
    public override void WriteBarrier(Address holder, Address slot, Address value)
    {
        if (Phase == CyclePhase.Marking)
        {
            Visit(slot);
        }
    }

    /// <inheritdoc/>
    protected override void BeginMarking() => ScanRoots();
}
