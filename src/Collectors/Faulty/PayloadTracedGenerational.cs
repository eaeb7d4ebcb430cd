using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A8 on generational: raw words that equal a young object's address are followed, and updated.</summary>
public sealed class PayloadTracedGenerational(ICollectorHost host) : Generational(host)
{
    /// <inheritdoc/>
    protected override bool Scan(Address address)
    {
        Header header = Objects.HeaderOf(address);
        for (int i = 0; i < header.RawWords; i++)
        {
            Address slot = ObjectModel.RawSlot(address, header, i);
            if (Heap.IsObjectStart(Heap.ReadReference(slot)))
            {
                Visit(slot);
            }
        }

        return base.Scan(address);
    }
}
