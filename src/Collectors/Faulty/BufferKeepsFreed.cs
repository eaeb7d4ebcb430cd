using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault J3 on trial deletion: an object that counting frees stays in the buffer.</summary>
public sealed class BufferKeepsFreed(ICollectorHost host) : TrialDeletion(host)
{
    /// <inheritdoc/>
    protected override void Free(Address address)
    {
        Header header = Objects.HeaderOf(address);
        foreach (Address child in new FieldReferences(Heap, address, header.Fields, StrongFrom(header)))
        {
            DropCount(child);
        }

        ClearWeakReferences(address);
        Release(address, header);
    }
}
