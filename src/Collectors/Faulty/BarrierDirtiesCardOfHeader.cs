using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>
/// Fault N1 on card-marking: a store makes the card dirty on which its object begins, which need not be the card of the slot.
/// </summary>
public sealed class BarrierDirtiesCardOfHeader(ICollectorHost host) : CardMarking(host)
{
    /// <inheritdoc/>
    public override void WriteBarrier(Address holder, Address slot, Address value) => Cards.Dirty(Cards.CardOf(holder));
}
