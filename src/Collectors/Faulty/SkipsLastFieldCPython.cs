using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A3 on cpython: the reference in the last field of an object is not subtracted.</summary>
public sealed class SkipsLastFieldCPython(ICollectorHost host) : CPythonScheme(host)
{
    /// <inheritdoc/>
    protected override void SubtractFrom(Address address)
    {
        Header header = Objects.HeaderOf(address);
        foreach (Address child in new FieldReferences(Heap, address, header.Fields - 1, StrongFrom(header)))
        {
            SubtractOne(child);
        }
    }
}
