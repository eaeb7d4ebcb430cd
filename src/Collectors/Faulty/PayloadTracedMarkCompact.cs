using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A8 on mark-compact: raw words that equal a live object's address are updated.</summary>
public sealed class PayloadTracedMarkCompact(ICollectorHost host) : MarkCompact(host)
{
    /// <inheritdoc/>
    protected override void UpdateFields(Address address, Header header)
    {
        base.UpdateFields(address, header);
        for (int i = 0; i < header.RawWords; i++)
        {
            Address slot = ObjectModel.RawSlot(address, header, i);
            if (Heap.IsObjectStart(Heap.ReadReference(slot)))
            {
                Update(slot);
            }
        }
    }
}
