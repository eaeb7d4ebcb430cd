using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A8 on cpython: raw words that equal an object's address are subtracted like references.</summary>
public sealed class PayloadTracedCPython(ICollectorHost host) : CPythonScheme(host)
{
    /// <inheritdoc/>
    protected override void SubtractFrom(Address address)
    {
        base.SubtractFrom(address);
        Header header = Objects.HeaderOf(address);
        for (int i = 0; i < header.RawWords; i++)
        {
            Address target = Heap.ReadReference(ObjectModel.RawSlot(address, header, i));
            if (Heap.IsObjectStart(target))
            {
                SubtractOne(target);
            }
        }
    }
}
