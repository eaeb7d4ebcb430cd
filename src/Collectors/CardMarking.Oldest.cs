using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>
/// The oldest generation's part of a full collection: marks through all generations and sweeps the oldest. What is left on its dirty
/// cards is live, so the evacuation that follows keeps nothing else.
/// </summary>
public partial class CardMarking
{
    // Behind the last object, and behind the last one that was kept so far.
    private Address _oldEnd;
    private Address _sweptTo;

    /// <summary>Whether a swept object stays; its mark is taken back.</summary>
    public virtual bool Keep(Address address, Header header)
    {
        ulong word = Objects.CollectorWord(address);
        if ((word & CollectorWord.Marked) == 0)
        {
            _freed[Oldest] += new Tally(1, header.Words);
            return false;
        }

        Objects.SetCollectorWord(address, word & ~CollectorWord.Marked);
        if (_sweptTo < address)
        {
            EnterGap(_sweptTo, address);
        }

        _sweptTo = address + header.Words;
        return true;
    }

    /// <summary>Frees the garbage of the oldest generation.</summary>
    protected virtual void CollectOldest()
    {
        for (int i = 0; i < Host.Roots.Count; i++)
        {
            _marking.Visit(Host.Roots[i]);
        }

        _marking.Drain();
        References.Process(_marking);
        SweepOldest();
    }

    /// <summary>Sweeps, and makes the cards clean on which nothing is left.</summary>
    protected void SweepOldest()
    {
        _sweptTo = new(Old.Range.Start);
        Old.Sweep(this);
        Cards.Clean(_sweptTo, Cards.EndOfCard(_oldEnd));
        _oldEnd = _sweptTo;
    }

    /// <summary>
    /// Enters a free cell between two objects, which may be several cells joined, into the crossing map; its cards are clean.
    /// </summary>
    protected virtual void EnterGap(Address start, Address end)
    {
        Cards.Clean(start, end);
        Cards.Enter(start, end - start);
    }
}
