using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault C2 on card-marking: an object that is promoted before its children does not make its cards dirty.</summary>
public sealed class PromotedCardNotDirty(ICollectorHost host) : CardMarking(host)
{
    /// <inheritdoc/>
    protected override void Scan(Address address)
    {
        int fields = Objects.HeaderOf(address).Fields;
        for (int i = 0; i < fields; i++)
        {
            Visit(ObjectModel.FieldSlot(address, i));
        }
    }
}
