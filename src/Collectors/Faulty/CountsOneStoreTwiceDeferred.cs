using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault H1 on deferred reference counting: a store counts its reference twice.</summary>
public sealed class CountsOneStoreTwiceDeferred(ICollectorHost host) : DeferredReferenceCounting(host)
{
    /// <inheritdoc/>
    public override void WriteBarrier(Address holder, Address slot, Address value)
    {
        Increment(value);
        base.WriteBarrier(holder, slot, value);
    }
}
