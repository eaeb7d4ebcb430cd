using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A3 on trial deletion: the last field of an object is not traced, by any of the passes.</summary>
public sealed class SkipsLastFieldTrialDeletion(ICollectorHost host) : TrialDeletion(host)
{
    /// <inheritdoc/>
    protected override FieldReferences ReferencesOf(Address address)
    {
        Header header = Objects.HeaderOf(address);
        return new(Heap, address, header.Fields - 1, StrongFrom(header));
    }
}
