using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault C1 on card-marking: a card that was scanned is clean, though objects on it still refer to younger ones.</summary>
public sealed class CardCleanedTooEarly(ICollectorHost host) : CardMarking(host)
{
    /// <inheritdoc/>
    protected override void ScanCard(int card, int generation, Address end)
    {
        base.ScanCard(card, generation, end);
        Cards.Clean(card);
    }
}
