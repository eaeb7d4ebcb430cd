using System.Numerics;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Spaces;

/// <summary>
/// A space of cells that stay where they are: segregated free lists, one for each small size and one for each power of two above, cells
/// split when they are too large and joined by <see cref="Sweep"/> (Handbook 7.4, segregated fits). A free cell's first word is a link: its size and the next cell of
/// its list. An allocation fails only if no cell is large enough.
/// </summary>
public sealed class FreeListSpace
{
    private const int ExactLists = 32;
    private const int LogOfExact = 5;

    private readonly WordHeap _heap;
    private readonly int[] _heads = new int[64];
    private ulong _nonEmpty;

    /// <summary>A space over free words.</summary>
    public FreeListSpace(WordHeap heap, WordRange range)
    {
        _heap = heap;
        Range = range;
        if (range.Words > 0)
        {
            AddCell(new(range.Start), range.Words);
        }
    }

    /// <summary>Its words.</summary>
    public WordRange Range { get; }

    /// <summary>Whether the word at <paramref name="address"/> lies in this space.</summary>
    public bool Contains(Address address) => Range.Contains(address.Value);

    /// <summary>Claims words for an object; null if no cell is large enough. <paramref name="zero"/> them unless they are written at once.</summary>
    public Address Allocate(int words, bool zero = true)
    {
        int list = ListOf(words);
        Address cell = list < ExactLists ? Address.Null : FirstFit(list, words);
        if (cell.IsNull)
        {
            ulong larger = _nonEmpty & (ulong.MaxValue << (list < ExactLists ? list : list + 1));
            if (larger == 0)
            {
                return Address.Null;
            }

            cell = Unlink(BitOperations.TrailingZeroCount(larger), Address.Null);
        }

        int size = SizeOf(_heap.ReadMetadata(cell));
        _heap.Release(cell, 1);
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
        Array.Clear(_heads);
        _nonEmpty = 0;
        Address run = Address.Null, end = new(Range.End);
        for (var cell = new Address(Range.Start); cell < end;)
        {
            ulong first = _heap.ReadCell(cell);
            var header = new Header(first);
            int words = header.IsObject ? header.Words : SizeOf(first);
            if (header.IsObject && policy.Keep(cell, header))
            {
                CloseRun(run, cell);
                run = Address.Null;
            }
            else
            {
                _heap.Release(cell, header.IsObject ? words : 1);
                run = run.IsNull ? cell : run;
            }

            cell += words;
        }

        CloseRun(run, end);
    }

    private void CloseRun(Address run, Address end)
    {
        if (!run.IsNull)
        {
            AddCell(run, end - run);
        }
    }

    private void AddCell(Address cell, int words)
    {
        int list = ListOf(words);
        _heap.ClaimLink(cell);
        _heap.WriteMetadata(cell, Link(words, _heads[list]));
        _heads[list] = cell.Value;
        _nonEmpty |= 1UL << list;
    }

    /// <summary>Takes the first cell of a power-of-two list that is large enough.</summary>
    private Address FirstFit(int list, int words)
    {
        Address previous = Address.Null;
        for (var cell = new Address(_heads[list]); !cell.IsNull;)
        {
            ulong link = _heap.ReadMetadata(cell);
            if (SizeOf(link) >= words)
            {
                return Unlink(list, previous);
            }

            previous = cell;
            cell = NextOf(link);
        }

        return Address.Null;
    }

    /// <summary>Takes the cell behind <paramref name="previous"/>, the first one if that is null, out of its list.</summary>
    private Address Unlink(int list, Address previous)
    {
        ulong before = previous.IsNull ? 0 : _heap.ReadMetadata(previous);
        Address cell = previous.IsNull ? new(_heads[list]) : NextOf(before);
        Address next = NextOf(_heap.ReadMetadata(cell));
        if (!previous.IsNull)
        {
            _heap.WriteMetadata(previous, Link(SizeOf(before), next.Value));
            return cell;
        }

        _heads[list] = next.Value;
        if (next.IsNull)
        {
            _nonEmpty &= ~(1UL << list);
        }

        return cell;
    }

    private static int ListOf(int words) =>
        words <= ExactLists ? words - 1 : ExactLists + BitOperations.Log2((uint)words) - LogOfExact;

    private static ulong Link(int words, int next) => (uint)words | ((ulong)(uint)next << 32);

    private static int SizeOf(ulong link) => (int)(link & int.MaxValue);

    private static Address NextOf(ulong link) => new((int)(link >> 32));
}

/// <summary>Decides in a sweep.</summary>
public interface ISweepPolicy
{
    /// <summary>Whether the object stays. Called once for each object, in ascending order.</summary>
    bool Keep(Address address, Header header);
}
