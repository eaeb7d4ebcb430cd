using System.Numerics;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Spaces;

/// <summary>
/// A space of cells that stay where they are: segregated free lists, one for each small size and one for each power of two above, cells
/// split when they are too large and joined by a sweep (Handbook 7.4, segregated fits), which may be done in slices between allocations. A
/// free cell's first word is a link, its size and the next cell of its list; the second is the cell before it, unless it is the first, so
/// that a sweep can take it out of its list. No object is as small as a cell of one word, which is in no list. An allocation fails only if
/// no cell is large enough.
/// </summary>
public sealed class FreeListSpace
{
    private const int ExactLists = 32;
    private const int LogOfExact = 5;
    private const int LinkWords = 2;

    private readonly WordHeap _heap;
    private readonly int[] _heads = new int[64];
    private ulong _nonEmpty;
    private Address _cursor;
    private Address _run;

    /// <summary>A space over free words.</summary>
    public FreeListSpace(WordHeap heap, WordRange range)
    {
        _heap = heap;
        Range = range;
        _cursor = End;
        if (range.Words > 0)
        {
            AddCell(new(range.Start), range.Words);
        }
    }

    /// <summary>Its words.</summary>
    public WordRange Range { get; }

    /// <summary>Whether no sweep in slices is under way.</summary>
    public bool IsSwept => _cursor == End;

    private Address End => new(Range.End);

    /// <summary>Whether the word at <paramref name="address"/> lies in this space.</summary>
    public bool Contains(Address address) => Range.Contains(address.Value);

    /// <summary>Claims words for an object; null if no cell is large enough. <paramref name="zero"/> them unless they are written at once.</summary>
    public Address Allocate(int words, bool zero = true)
    {
        Address cell = FindCell(words);
        if (cell.IsNull && !_run.IsNull)
        {
            CloseRun();
            cell = FindCell(words);
        }

        if (cell.IsNull)
        {
            return Address.Null;
        }

        int size = TakeCell(cell, _heap.ReadMetadata(cell));
        _heap.ClaimObject(cell, words);
        if (zero)
        {
            _heap.Zero(cell, words);
        }

        if (size > words)
        {
            AddCell(cell + words, size - words);
        }

        return cell;
    }

    /// <summary>The size of the cell, object or free, whose first word this is.</summary>
    public static int WordsOfCell(ulong first) => new Header(first) is { IsObject: true } header ? header.Words : SizeOf(first);

    /// <summary>Releases one object; its cell is free at once, but not joined with its neighbours.</summary>
    public void Free(Address address, int words)
    {
        _heap.Release(address, words);
        AddCell(address, words);
    }

    /// <summary>Walks all cells upwards, releases the objects that the policy does not keep, and joins neighbouring free cells.</summary>
    public void Sweep(ISweepPolicy policy)
    {
        DropLists();
        for (_cursor = new(Range.Start); _cursor < End;)
        {
            SweepCell(policy, listed: false);
        }

        CloseRun();
    }

    /// <summary>
    /// Begins a sweep in slices. Allocations between them go on as ever; what they return is met by the sweep if it lies ahead.
    /// </summary>
    public void BeginSweep() => _cursor = new(Range.Start);

    /// <summary>
    /// Sweeps on: two words of the budget a cell, one for a cell of one word. Free cells are joined as by a sweep in one go.
    /// </summary>
    /// <returns>What is left of the budget, above 0 only if the sweep is complete.</returns>
    public int SweepSlice(ISweepPolicy policy, int budget)
    {
        while (_cursor < End && budget > 0)
        {
            budget -= Math.Min(SweepCell(policy, listed: true), LinkWords);
        }

        if (_cursor == End)
        {
            CloseRun();
        }

        return budget;
    }

    /// <summary>
    /// Joins neighbouring free cells where allocations between the slices of sweeps have kept them apart, and releases nothing.
    /// </summary>
    public void Join()
    {
        Address swept = _cursor, goesOn = End;
        CloseRun();
        DropLists();
        for (_cursor = new(Range.Start); _cursor < End;)
        {
            if (_cursor >= swept && goesOn == End && new Header(_heap.ReadCell(_cursor)).IsObject)
            {
                goesOn = _cursor;
            }

            SweepCell(KeepingAll.Instance, listed: false);
        }

        CloseRun();
        _cursor = goesOn;
    }

    /// <summary>
    /// Sweeps the cell at the cursor; returns its size. Free cells since the last object are a run, which is no cell until it is closed.
    /// </summary>
    private int SweepCell(ISweepPolicy policy, bool listed)
    {
        ulong first = _heap.ReadCell(_cursor);
        var header = new Header(first);
        int words = header.IsObject ? header.Words : SizeOf(first);
        if (header.IsObject && policy.Keep(_cursor, header))
        {
            CloseRun();
        }
        else
        {
            _run = _run.IsNull ? _cursor : _run;
            if (header.IsObject)
            {
                _heap.Release(_cursor, words);
            }
            else if (listed)
            {
                TakeCell(_cursor, first);
            }
            else
            {
                _heap.Release(_cursor, Math.Min(words, LinkWords));
            }
        }

        _cursor += words;
        return words;
    }

    private void CloseRun()
    {
        if (!_run.IsNull)
        {
            AddCell(_run, _cursor - _run);
            _run = Address.Null;
        }
    }

    private void DropLists()
    {
        Array.Clear(_heads);
        _nonEmpty = 0;
    }

    private void AddCell(Address cell, int words)
    {
        _heap.ClaimLink(cell, Math.Min(words, LinkWords));
        if (words < LinkWords)
        {
            _heap.WriteMetadata(cell, Link(words, Address.Null));
            return;
        }

        int list = ListOf(words);
        var next = new Address(_heads[list]);
        _heap.WriteMetadata(cell, Link(words, next));
        if (!next.IsNull)
        {
            _heap.WriteMetadata(next + 1, cell.ToWord());
        }

        _heads[list] = cell.Value;
        _nonEmpty |= 1UL << list;
    }

    /// <summary>A cell that is large enough, in its list still; null if there is none.</summary>
    private Address FindCell(int words)
    {
        int list = ListOf(words);
        Address cell = list < ExactLists ? Address.Null : FirstFit(list, words);
        if (cell.IsNull)
        {
            ulong larger = _nonEmpty & (ulong.MaxValue << (list < ExactLists ? list : list + 1));
            cell = larger == 0 ? Address.Null : new(_heads[BitOperations.TrailingZeroCount(larger)]);
        }

        return cell;
    }

    /// <summary>The first cell of a power-of-two list that is large enough.</summary>
    private Address FirstFit(int list, int words)
    {
        for (var cell = new Address(_heads[list]); !cell.IsNull;)
        {
            ulong link = _heap.ReadMetadata(cell);
            if (SizeOf(link) >= words)
            {
                return cell;
            }

            cell = NextOf(link);
        }

        return Address.Null;
    }

    /// <summary>Takes a cell out of its list and releases its links; returns its size.</summary>
    private int TakeCell(Address cell, ulong link)
    {
        int words = SizeOf(link);
        if (words >= LinkWords)
        {
            Unlink(ListOf(words), cell, NextOf(link));
        }

        _heap.Release(cell, Math.Min(words, LinkWords));
        return words;
    }

    /// <summary>The first cell of a list has no word for a cell before it: its second word is never read.</summary>
    private void Unlink(int list, Address cell, Address next)
    {
        if (_heads[list] == cell.Value)
        {
            _heads[list] = next.Value;
            _nonEmpty &= ~((next.IsNull ? 1UL : 0) << list);
            return;
        }

        Address previous = Address.FromWord(_heap.ReadMetadata(cell + 1));
        _heap.WriteMetadata(previous, Link(SizeOf(_heap.ReadMetadata(previous)), next));
        if (!next.IsNull)
        {
            _heap.WriteMetadata(next + 1, previous.ToWord());
        }
    }

    private static int ListOf(int words) =>
        words <= ExactLists ? words - 1 : ExactLists + BitOperations.Log2((uint)words) - LogOfExact;

    private static ulong Link(int words, Address next) => (uint)words | ((ulong)(uint)next.Value << 32);

    private static int SizeOf(ulong link) => (int)(link & int.MaxValue);

    private static Address NextOf(ulong link) => new((int)(link >> 32));

    private sealed class KeepingAll : ISweepPolicy
    {
        public static KeepingAll Instance { get; } = new();

        public bool Keep(Address address, Header header) => true;
    }
}

/// <summary>Decides in a sweep.</summary>
public interface ISweepPolicy
{
    /// <summary>Whether the object stays. Called once for each object, in ascending order.</summary>
    bool Keep(Address address, Header header);
}
