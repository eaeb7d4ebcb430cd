using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault B6 on snapshot mark-sweep: a value that is overwritten in an ephemeron is forgotten if its key has not been reached yet.</summary>
public sealed class OverwrittenValueLost(ICollectorHost host) : SnapshotMarkSweep(host)
{
    /// <inheritdoc/>
    protected override void ValueChanges(Address ephemeron, Address slot)
    {
        if (Heap.ReadReference(ObjectModel.FieldSlot(ephemeron, 0)) is { IsNull: false } key && IsLive(key))
        {
            base.ValueChanges(ephemeron, slot);
        }
    }
}
