using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault E5 on mark-compact: a weak reference to an object that slides keeps the old address.</summary>
public sealed class WeakNotForwardedMarkCompact(ICollectorHost host) : MarkCompact(host)
{
    /// <inheritdoc/>
    protected override void UpdateFields(Address address, Header header)
    {
        for (int i = header.Kind == ObjectKind.Weak ? 1 : 0; i < header.Fields; i++)
        {
            Update(ObjectModel.FieldSlot(address, i));
        }
    }
}
