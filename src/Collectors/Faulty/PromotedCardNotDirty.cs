using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault C2 on card-marking: an object that is promoted before its children does not make its cards dirty.</summary>
public sealed class PromotedCardNotDirty(ICollectorHost host) : CardMarking(host)
{
    private bool _scansCopy;

    /// <inheritdoc/>
    protected override void Scan(Address address)
    {
        _scansCopy = true;
        base.Scan(address);
        _scansCopy = false;
    }

    /// <inheritdoc/>
    protected override void Remember(Address slot, int generation)
    {
        if (!_scansCopy)
        {
            base.Remember(slot, generation);
        }
    }
}
