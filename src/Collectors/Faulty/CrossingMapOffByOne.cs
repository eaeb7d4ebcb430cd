using GcVerify.Collectors.Spaces;
using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault N2 on card-marking: the scan of a card begins one cell too late.</summary>
public sealed class CrossingMapOffByOne(ICollectorHost host) : CardMarking(host)
{
    /// <inheritdoc/>
    protected override Address FirstCell(int card)
    {
        Address cell = base.FirstCell(card);
        return cell + FreeListSpace.WordsOfCell(Heap.ReadCell(cell));
    }
}
