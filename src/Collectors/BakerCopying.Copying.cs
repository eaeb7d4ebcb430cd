using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>The flip, Cheney's scan in slices, and the end of a cycle.</summary>
public partial class BakerCopying
{
    private const int NotBegun = -1;

    private Address _scan;
    private int _nextField;
    private int _copied;
    private bool _processed;
    private Tally _survivors;

    /// <summary>Exchanges the semispaces: from now on the mutator may refer to what lies in to-space only.</summary>
    protected virtual void Flip()
    {
        (_from, _to) = (_to, _from);
        _scan = _to.Start;
        _nextField = NotBegun;
        ScanRoots();
    }

    /// <summary>Evacuates what the roots refer to.</summary>
    protected virtual void ScanRoots()
    {
        for (int i = 0; i < Host.Roots.Count; i++)
        {
            Visit(Host.Roots[i]);
        }
    }

    /// <summary>Evacuates what a slot refers to, and updates the slot.</summary>
    public virtual void Visit(Address slot)
    {
        Address target = Heap.ReadReference(slot);
        if (IsCondemned(target))
        {
            Heap.WriteReference(slot, Forward(target));
        }
    }

    /// <summary>Where an object of from-space is now; it is copied unless it has been.</summary>
    protected virtual Address Forward(Address address)
    {
        ulong word = Objects.CollectorWord(address);
        return (word & CollectorWord.Forwarded) != 0 ? CollectorWord.TargetOf(word) : Evacuate(address);
    }

    /// <summary>Visits the fields of the copy that is being scanned, as many as the budget allows, words counted that are copied on the way. What it refers to weakly is not visited.</summary>
    /// <returns>What is left of the budget.</returns>
    protected virtual int Scan(int budget)
    {
        Header header = Objects.HeaderOf(_scan);
        if (_nextField == NotBegun)
        {
            _nextField = header.Kind is ObjectKind.Weak or ObjectKind.Ephemeron ? References.Note(_scan, header, this) : 0;
        }

        for (; _nextField < FieldsOf(header) && budget > 0; budget -= 1 + _copied)
        {
            _copied = 0;
            Visit(ObjectModel.FieldSlot(_scan, _nextField++));
        }

        if (_nextField >= FieldsOf(header))
        {
            _scan += header.Words;
            _nextField = NotBegun;
            budget -= ObjectModel.HeaderWords;
        }

        return budget;
    }

    /// <summary>The fields that are visited.</summary>
    protected virtual int FieldsOf(Header header) => header.Fields;

    /// <summary>Whether an object has been copied, or need not be.</summary>
    public bool IsLive(Address address) => !IsCondemned(address) || (Objects.CollectorWord(address) & CollectorWord.Forwarded) != 0;

    /// <summary>Where a live object is from now on.</summary>
    public Address Current(Address address) => IsCondemned(address) ? CollectorWord.TargetOf(Objects.CollectorWord(address)) : address;

    /// <summary>Slices go on scanning.</summary>
    public void Drain()
    {
    }

    /// <summary>Whether an object is to be evacuated, or has been, in the cycle under way.</summary>
    protected bool IsCondemned(Address address) => _underWay && _from.Contains(address);

    /// <summary>Copies an object, and leaves its new address behind.</summary>
    protected Address Evacuate(Address address)
    {
        int words = Objects.HeaderOf(address).Words;
        Address copy = _to.AllocateBelow(words);
        Heap.CopyWords(address, copy, words);
        Objects.SetCollectorWord(copy, 0);
        Objects.SetCollectorWord(address, CollectorWord.ForwardedTo(copy));
        References.Reached(address);
        _survivors += new Tally(1, words);
        _copied += words;
        return copy;
    }

    private void Begin(bool announced)
    {
        if (announced)
        {
            Host.CycleStarted();
        }

        _underWay = true;
        _announced = announced;
        _condemned = _objects;
        _objects = default;
        _survivors = default;
        _processed = false;
        Flip();
    }

    /// <summary>Everything is scanned: whether there is more to copy, because of finalizers that are due now.</summary>
    private bool LookFurther()
    {
        if (_processed)
        {
            References.ClearDead(this);
            return false;
        }

        _processed = true;
        bool pending = References.ProcessDead(this);
        ReferencesProcessed();
        return pending;
    }

    /// <summary>Weak references have been cleared and finalizers are pending; what those reach is copied from here on.</summary>
    protected virtual void ReferencesProcessed()
    {
    }

    /// <summary>Nothing is grey: what is left in from-space is garbage.</summary>
    private void End(CollectionReason reason)
    {
        if (_announced)
        {
            Host.MarkingEnded();
        }

        _from.Clear();
        _underWay = false;
        _objects += _survivors;
        _pacer.Collected(0);
        var summary = new CollectionSummary { IsFull = true, Reason = reason };
        summary.Freed[0] = new Tally(_condemned.Objects - _survivors.Objects, _condemned.Words - _survivors.Words);
        Host.Collected(summary);
    }
}
