using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault B5 on deferred reference counting: a store drops a reference to the new value, not to the old one.</summary>
public sealed class BarrierReadsNewValueDeferred(ICollectorHost host) : DeferredReferenceCounting(host)
{
    /// <inheritdoc/>
    public override void WriteBarrier(Address holder, Address slot, Address value)
    {
        Increment(value);
        Decrement(value);
    }
}
