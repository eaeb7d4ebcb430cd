using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault B4 on snapshot mark-sweep, which is B2 as well: what a store overwrites while marking is not shaded.</summary>
public sealed class DeletionBarrierMissing(ICollectorHost host) : SnapshotMarkSweep(host)
{
    /// <inheritdoc/>
    public override void WriteBarrier(Address holder, Address slot, Address value)
    {
    }
}
