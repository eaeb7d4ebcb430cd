using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A8 on mark-region: raw words that equal an object's address are followed, and updated.</summary>
public sealed class PayloadTracedMarkRegion(ICollectorHost host) : MarkRegion(host)
{
    /// <inheritdoc/>
    protected override void Scan(Address address)
    {
        base.Scan(address);
        Header header = Objects.HeaderOf(address);
        for (int i = 0; i < header.RawWords; i++)
        {
            Address slot = ObjectModel.RawSlot(address, header, i);
            if (Heap.IsObjectStart(Heap.ReadReference(slot)))
            {
                Visit(slot);
            }
        }
    }
}
