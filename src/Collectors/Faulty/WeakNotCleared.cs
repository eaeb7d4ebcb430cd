using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault E1 on reference counting: weak references to a freed object are not cleared.</summary>
public sealed class WeakNotCleared(ICollectorHost host) : ReferenceCounting(host)
{
    /// <inheritdoc/>
    protected override void ClearWeakReferences(Address address)
    {
    }
}
