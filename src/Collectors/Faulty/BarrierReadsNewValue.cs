using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault B5 on snapshot mark-sweep: the barrier takes the new value for the old one, as after the store.</summary>
public sealed class BarrierReadsNewValue(ICollectorHost host) : SnapshotMarkSweep(host)
{
    /// <inheritdoc/>
    public override void WriteBarrier(Address holder, Address slot, Address value)
    {
        if (Phase == CyclePhase.Marking)
        {
            Shade(value);
        }
    }
}
