using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A8 on incremental mark-sweep: raw words that equal an object's address are followed.</summary>
public sealed class PayloadTracedIncremental(ICollectorHost host) : IncrementalMarkSweep(host)
{
    /// <inheritdoc/>
    protected override void Blacken(Address address)
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

        base.Blacken(address);
    }
}
