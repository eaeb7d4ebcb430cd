using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>The minor collection: Cheney's scan over survivors, and over what is promoted on the way.</summary>
public partial class Generational
{
    /// <summary>What a collection of the nursery alone does.</summary>
    protected virtual void CollectYoungOnly() => CollectNursery();

    /// <summary>Copies what roots and remembered objects reach out of the nursery and releases the rest.</summary>
    protected virtual void CollectNursery()
    {
        _promotionFailed = false;
        _survivors = default;
        Flip();
        _scan = _from.Start;
        ScanRoots();
        ScanRemembered();
        Drain();
        References.Process(this, young: true);
        _freed[0] += new Tally(_nursery.Objects - _survivors.Objects, _nursery.Words - _survivors.Words);
        _nursery = YoungSurvivors();
        _to.Clear();
    }

    /// <summary>Scans copies and promoted objects until none is left, the values of ephemerons included.</summary>
    public void Drain()
    {
        do
        {
            while (_scan < _from.Next || _promoted.Count > 0)
            {
                if (_promoted.Count > 0)
                {
                    ScanPromoted(_promoted.Pop());
                    continue;
                }

                Scan(_scan);
                _scan += Objects.HeaderOf(_scan).Words;
            }
        }
        while (References.VisitReady(this));
    }

    /// <summary>Whether an object is old or has been copied.</summary>
    public bool IsLive(Address address) =>
        !_to.Contains(address) || (Objects.CollectorWord(address) & CollectorWord.Forwarded) != 0;

    /// <summary>Where a live object is after being copied.</summary>
    public Address Current(Address address) =>
        _to.Contains(address) ? CollectorWord.TargetOf(Objects.CollectorWord(address)) : address;

    /// <summary>Makes the empty semispace the one to copy and allocate into.</summary>
    protected void Flip() => (_from, _to) = (_to, _from);

    /// <summary>Updates the roots.</summary>
    protected virtual void ScanRoots()
    {
        for (int i = 0; i < Host.Roots.Count; i++)
        {
            Visit(Host.Roots[i]);
        }
    }

    /// <summary>Updates a slot that refers to an object which is being evacuated.</summary>
    public virtual void Visit(Address slot)
    {
        Address target = Heap.ReadReference(slot);
        if (_to.Contains(target))
        {
            Heap.WriteReference(slot, Forward(target));
        }
    }

    /// <summary>Where an object of the old semispace is now; it is copied unless it has been.</summary>
    protected virtual Address Forward(Address address)
    {
        ulong word = Objects.CollectorWord(address);
        return (word & CollectorWord.Forwarded) != 0 ? CollectorWord.TargetOf(word) : Evacuate(address, word);
    }

    /// <summary>Visits the fields of an object; tells whether one of them refers to a young object afterwards, or may do so when weak references are cleared.</summary>
    protected virtual bool Scan(Address address)
    {
        Header header = Objects.HeaderOf(address);
        bool weak = header.Kind is ObjectKind.Weak or ObjectKind.Ephemeron;
        if (weak)
        {
            References.Discover(address, header, this);
        }

        bool young = false;
        for (int i = 0; i < header.Fields; i++)
        {
            Address slot = ObjectModel.FieldSlot(address, i);
            if (!weak)
            {
                Visit(slot);
            }

            young |= IsYoung(Heap.ReadReference(slot));
        }

        return young;
    }

    /// <summary>Visits the fields of the remembered objects, and forgets those that refer to nothing young any more.</summary>
    protected virtual void ScanRemembered()
    {
        int kept = 0;
        for (int i = 0; i < _remembered.Count; i++)
        {
            Address holder = _remembered[i];
            if (Scan(holder))
            {
                _remembered[kept++] = holder;
            }
            else
            {
                Forget(holder);
            }
        }

        _remembered.Truncate(kept);
    }

    /// <summary>Takes back the flag that says an old object is in the remembered set.</summary>
    protected void Forget(Address holder) =>
        Objects.SetCollectorWord(holder, Objects.CollectorWord(holder) & ~CollectorWord.Remembered);

    /// <summary>Visits the fields of an object that has just become old; it is remembered if it refers to a young one.</summary>
    protected virtual void ScanPromoted(Address address)
    {
        if (Scan(address))
        {
            Remember(address);
        }
    }

    private Address Evacuate(Address address, ulong word)
    {
        int words = Objects.HeaderOf(address).Words;
        int age = Math.Min(CollectorWord.AgeOf(word) + 1, PromotionAge);
        Address copy = age == PromotionAge ? Old.Allocate(words, zero: false) : Address.Null;
        bool promoted = !copy.IsNull;
        if (!promoted)
        {
            _promotionFailed |= age == PromotionAge;
            copy = _from.Allocate(words, zero: false);
        }

        Heap.CopyWords(address, copy, words);
        Objects.SetCollectorWord(copy, promoted ? 0 : CollectorWord.OfAge(age));
        Objects.SetCollectorWord(address, CollectorWord.ForwardedTo(copy));
        References.Reached(address);
        _survivors += new Tally(1, words);
        if (promoted)
        {
            _promoted.Push(copy);
            _promotedTally += new Tally(1, words);
        }

        return copy;
    }

    private Tally YoungSurvivors()
    {
        var young = new Tally(_survivors.Objects - _promotedTally.Objects, _survivors.Words - _promotedTally.Words);
        _promotedTally = default;
        return young;
    }
}
