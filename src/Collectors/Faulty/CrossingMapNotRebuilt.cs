using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault N3 on card-marking: where free cells are joined, the crossing map keeps leading to what was there before.</summary>
public sealed class CrossingMapNotRebuilt(ICollectorHost host) : CardMarking(host)
{
    /// <inheritdoc/>
    protected override void EnterGap(Address start, Address end) => Cards.Clean(start, end);
}
