using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault B2 on card-marking: a store makes no card dirty.</summary>
public sealed class NoWriteBarrierCardMarking(ICollectorHost host) : CardMarking(host)
{
    /// <inheritdoc/>
    public override void WriteBarrier(Address holder, Address slot, Address value)
    {
    }
}
