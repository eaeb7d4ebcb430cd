using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault H3 on deferred reference counting: the references that a freed object held are not dropped.</summary>
public sealed class FreesWithoutChildrenDeferred(ICollectorHost host) : DeferredReferenceCounting(host)
{
    /// <inheritdoc/>
    protected override void Free(Address address) => Release(address, Objects.HeaderOf(address));
}
