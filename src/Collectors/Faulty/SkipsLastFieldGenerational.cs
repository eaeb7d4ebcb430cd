using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A3 on generational: the last field of an object is not scanned.</summary>
public sealed class SkipsLastFieldGenerational(ICollectorHost host) : Generational(host)
{
    /// <inheritdoc/>
    protected override bool Scan(Address address)
    {
        Header header = Objects.HeaderOf(address);
        if (header.Kind is ObjectKind.Weak or ObjectKind.Ephemeron)
        {
            return base.Scan(address);
        }

        bool young = false;
        for (int i = 0; i < header.Fields - 1; i++)
        {
            Address slot = ObjectModel.FieldSlot(address, i);
            Visit(slot);
            young |= IsYoung(Heap.ReadReference(slot));
        }

        return young;
    }
}
