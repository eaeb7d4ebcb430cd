using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault E6 on snapshot mark-sweep: the deletion barrier shades what a weak reference refers to when it is overwritten.</summary>
public sealed class WeakOverwriteShaded(ICollectorHost host) : SnapshotMarkSweep(host)
{
    /// <inheritdoc/>
    public override void WriteBarrier(Address holder, Address slot, Address value)
    {
        if (Phase == CyclePhase.Marking)
        {
            Visit(slot);
        }
    }
}
