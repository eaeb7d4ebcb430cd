using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A3 on deferred reference counting: the reference in the last field of a freed object is not dropped.</summary>
public sealed class SkipsLastFieldDeferred(ICollectorHost host) : DeferredReferenceCounting(host)
{
    /// <inheritdoc/>
    protected override void Free(Address address)
    {
        Header header = Objects.HeaderOf(address);
        foreach (Address child in new FieldReferences(Heap, address, header.Fields - 1))
        {
            Decrement(child);
        }

        Release(address, header);
    }
}
