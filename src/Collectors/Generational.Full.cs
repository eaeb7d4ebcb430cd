using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>
/// The old generation's half of a full collection: marks through both generations, forgets remembered objects that are garbage and
/// sweeps. The minor collection that follows then retains exactly what is live.
/// </summary>
public partial class Generational
{
    /// <summary>Whether a swept old object stays; its mark is taken back.</summary>
    public virtual bool Keep(Address address, Header header)
    {
        ulong word = Objects.CollectorWord(address);
        if ((word & CollectorWord.Marked) != 0)
        {
            Objects.SetCollectorWord(address, word & ~CollectorWord.Marked);
            return true;
        }

        _freed[1] += new Tally(1, header.Words);
        return false;
    }

    /// <summary>Frees the garbage of the old generation.</summary>
    protected virtual void CollectOld()
    {
        for (int i = 0; i < Host.Roots.Count; i++)
        {
            _marking.Visit(Host.Roots[i]);
        }

        _marking.Drain();
        References.Process(_marking);
        ForgetGarbage();
        Old.Sweep(this);
    }

    private void ForgetGarbage()
    {
        int kept = 0;
        for (int i = 0; i < _remembered.Count; i++)
        {
            Address holder = _remembered[i];
            if ((Objects.CollectorWord(holder) & CollectorWord.Marked) != 0)
            {
                _remembered[kept++] = holder;
            }
        }

        _remembered.Truncate(kept);
    }
}
