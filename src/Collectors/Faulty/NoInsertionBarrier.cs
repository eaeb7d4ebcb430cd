using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault B2 on incremental mark-sweep: what is stored while marking is not shaded.</summary>
public sealed class NoInsertionBarrier(ICollectorHost host) : IncrementalMarkSweep(host)
{
    /// <inheritdoc/>
    public override void WriteBarrier(Address holder, Address slot, Address value)
    {
    }
}
