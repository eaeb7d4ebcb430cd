using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault E1 on deferred reference counting: weak references to a freed object are not cleared.</summary>
public sealed class WeakNotClearedDeferred(ICollectorHost host) : DeferredReferenceCounting(host)
{
    /// <inheritdoc/>
    protected override void ClearWeakReferences(Address address)
    {
    }
}
