using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault H3 on reference counting: the references that a freed object held are not dropped.</summary>
public sealed class FreesWithoutChildren(ICollectorHost host) : ReferenceCounting(host)
{
    /// <inheritdoc/>
    protected override void Free(Address address)
    {
        ClearWeakReferences(address);
        Release(address, Objects.HeaderOf(address));
    }
}
