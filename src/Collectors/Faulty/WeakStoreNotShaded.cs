using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault E8 on incremental mark-sweep: a store into a weak reference or an ephemeron is taken for none.</summary>
public sealed class WeakStoreNotShaded(ICollectorHost host) : IncrementalMarkSweep(host)
{
    /// <inheritdoc/>
    public override void WriteBarrier(Address holder, Address slot, Address value)
    {
        if (!Objects.HeaderOf(holder).Shape.IsWeakField(slot - ObjectModel.FieldSlot(holder, 0)))
        {
            base.WriteBarrier(holder, slot, value);
        }
    }
}
