using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>
/// The three passes of Lisp 2 over the heap: where each object goes, what each reference becomes, and the moves. The collector's word of a
/// live object holds its mark and its new address, so no table is needed.
/// </summary>
public partial class MarkCompact
{
    private readonly AddressStack _pinned = new();
    private readonly AddressStack _gaps = new();
    private Address _free;

    /// <summary>
    /// Gives each live object its new address, as low as possible in the order of the old ones. An object that does not fit in front of a
    /// pinned one goes behind it, and so do all that follow: what is left in front is a gap. None goes up, for it lay between its old
    /// neighbours, and these do not go up either.
    /// </summary>
    protected virtual void ComputeForwarding()
    {
        _pinned.Truncate(0);
        _gaps.Truncate(0);
        _free = Space.Start;
        int words;
        for (Address cell = Space.Start; cell < Space.Next; cell += words)
        {
            ulong first = Heap.ReadCell(cell);
            words = CompactedSpace.WordsOf(first);
            if (!IsLive(cell, first))
            {
                continue;
            }

            if (IsPinned(cell))
            {
                _pinned.Push(cell);
                ForwardTo(cell, cell);
                continue;
            }

            while (_gaps.Count < _pinned.Count && words > _pinned[_gaps.Count] - _free)
            {
                PassPinned();
            }

            ForwardTo(cell, _free);
            _free += words;
        }

        while (_gaps.Count < _pinned.Count)
        {
            PassPinned();
        }
    }

    /// <summary>Whether an object has to stay where it is.</summary>
    protected virtual bool IsPinned(Address address) => Host.IsPinned(address);

    /// <summary>Notes an object's new address.</summary>
    protected virtual void ForwardTo(Address address, Address target) =>
        Objects.SetCollectorWord(address, CollectorWord.Marked | target.ToWord());

    /// <summary>Makes the roots refer to the new addresses.</summary>
    protected virtual void UpdateRoots()
    {
        for (int i = 0; i < Host.Roots.Count; i++)
        {
            Update(Host.Roots[i]);
        }
    }

    /// <summary>Makes the fields of all live objects refer to the new addresses.</summary>
    protected virtual void UpdateObjects()
    {
        int words;
        for (Address cell = Space.Start; cell < Space.Next; cell += words)
        {
            ulong first = Heap.ReadCell(cell);
            words = CompactedSpace.WordsOf(first);
            if (IsLive(cell, first))
            {
                UpdateFields(cell, new Header(first));
            }
        }
    }

    /// <summary>Makes the fields of an object refer to the new addresses.</summary>
    protected virtual void UpdateFields(Address address, Header header)
    {
        for (int i = 0; i < header.Fields; i++)
        {
            Update(ObjectModel.FieldSlot(address, i));
        }
    }

    /// <summary>Makes a slot refer to its object's new address.</summary>
    protected void Update(Address slot)
    {
        Address target = Heap.ReadReference(slot);
        if (!target.IsNull)
        {
            Heap.WriteReference(slot, CollectorWord.TargetOf(Objects.CollectorWord(target)));
        }
    }

    /// <summary>
    /// Releases the dead and slides the live, from the lowest up: below the cell that is looked at all is free or in its new place.
    /// </summary>
    protected virtual void Relocate()
    {
        int words;
        for (Address cell = Space.Start; cell < Space.Next; cell += words)
        {
            ulong first = Heap.ReadCell(cell);
            words = CompactedSpace.WordsOf(first);
            if (!new Header(first).IsObject)
            {
                Heap.Release(cell, 1);
                continue;
            }

            ulong word = Objects.CollectorWord(cell);
            if (word == 0)
            {
                Heap.Release(cell, words);
                _freed[0] += new Tally(1, words);
                continue;
            }

            Address target = CollectorWord.TargetOf(word);
            Heap.MoveObject(cell, target, words);
            Objects.SetCollectorWord(target, 0);
        }

        Space.Restart(_free);
        for (int i = 0; i < _gaps.Count; i++)
        {
            Space.AddGap(_gaps[i], _pinned[i] - _gaps[i]);
        }
    }

    /// <summary>Goes on behind the next pinned object. What is free in front of it, perhaps nothing, is a gap.</summary>
    private void PassPinned()
    {
        Address pinned = _pinned[_gaps.Count];
        _gaps.Push(_free);
        _free = pinned + Objects.HeaderOf(pinned).Words;
    }

    private bool IsLive(Address cell, ulong first) => new Header(first).IsObject && IsLive(cell);
}
