using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault B3 on card-marking: only the first object on a dirty card is scanned.</summary>
public sealed class ScansFirstObjectOfCard(ICollectorHost host) : CardMarking(host)
{
    /// <inheritdoc/>
    protected override void ScanCard(int card, int generation, Address end)
    {
        Address cell = FirstCell(card);
        var header = new Header(Heap.ReadCell(cell));
        Address after = cell + header.Words;
        bool reachesCard = header.IsObject && after > Cards.StartOf(card);
        base.ScanCard(card, generation, reachesCard && after < end ? after : end);
    }
}
