using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Spaces;

/// <summary>
/// Doubly linked circular lists of objects that stay where they are, the links in a table of metadata words: one word for two words of objects, as no object is smaller.
/// Every operation but <see cref="Count"/> takes constant time (CPython's <c>gc_list</c>).
/// </summary>
public sealed class ObjectLists
{
    private readonly WordHeap _heap;
    private readonly int _table;
    private readonly int _first;
    private readonly int _lists;

    /// <summary>Empty lists, with the table at the start of free words; objects lie in the rest, <see cref="Objects"/>.</summary>
    public ObjectLists(WordHeap heap, WordRange area, int lists)
    {
        ArgumentNullException.ThrowIfNull(heap);
        _heap = heap;
        _lists = lists;
        _table = area.Start;
        int objects = Math.Max(0, (area.Words - lists - 1) * 2 / 3);
        TableWords = area.Words - objects;
        _first = area.Start + TableWords;
        Objects = new(_first, objects);
        heap.ClaimMetadata(new(_table), TableWords);
        for (int list = 0; list < lists; list++)
        {
            Write(list, list, list);
        }
    }

    /// <summary>Where objects lie.</summary>
    public WordRange Objects { get; }

    /// <summary>Words of the table.</summary>
    public int TableWords { get; }

    /// <summary>The first object of a list, or null.</summary>
    public Address First(int list) => ToAddress(NextOf(list));

    /// <summary>The object behind another one of a list, or null.</summary>
    public Address Next(Address address) => ToAddress(NextOf(address.Value));

    /// <summary>Objects in a list, counted one by one.</summary>
    public int Count(int list)
    {
        int count = 0;
        for (Address address = First(list); !address.IsNull; address = Next(address))
        {
            count++;
        }

        return count;
    }

    /// <summary>Puts an object that is in no list at the end of one.</summary>
    public void Append(int list, Address address)
    {
        int last = PreviousOf(list);
        Write(address.Value, last, list);
        SetNext(last, address.Value);
        SetPrevious(list, address.Value);
    }

    /// <summary>Takes an object out of its list.</summary>
    public void Remove(Address address)
    {
        int previous = PreviousOf(address.Value), next = NextOf(address.Value);
        SetNext(previous, next);
        SetPrevious(next, previous);
    }

    /// <summary>Puts an object of some list at the end of another one.</summary>
    public void Move(Address address, int list)
    {
        Remove(address);
        Append(list, address);
    }

    /// <summary>Puts all of a list at the end of another one.</summary>
    public void MoveAll(int from, int to)
    {
        int first = NextOf(from), last = PreviousOf(from);
        if (first == from)
        {
            return;
        }

        int end = PreviousOf(to);
        SetNext(end, first);
        SetPrevious(first, end);
        SetNext(last, to);
        SetPrevious(to, last);
        Write(from, from, from);
    }

    // A link is the address of an object or, below all of those, the number of a list.
    private Address EntryOf(int link) => new(link < _lists ? _table + link : _table + _lists + ((link - _first) / 2));

    private Address ToAddress(int link) => link < _lists ? Address.Null : new(link);

    private int NextOf(int link) => (int)(_heap.ReadMetadata(EntryOf(link)) & uint.MaxValue);

    private int PreviousOf(int link) => (int)(_heap.ReadMetadata(EntryOf(link)) >> 32);

    private void Write(int link, int previous, int next) => _heap.WriteMetadata(EntryOf(link), (uint)next | ((ulong)(uint)previous << 32));

    private void SetNext(int link, int next) => Write(link, PreviousOf(link), next);

    private void SetPrevious(int link, int previous) => Write(link, previous, NextOf(link));
}
