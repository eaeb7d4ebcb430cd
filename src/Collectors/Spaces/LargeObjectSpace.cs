using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Spaces;

/// <summary>
/// Large objects, which are marked where they lie instead of copied (Handbook 10.1): copying one costs its size, marking it one word. The
/// mark is the collector's word. Memory comes from segregated free lists, and what is not marked is freed by <see cref="Sweep"/>.
/// </summary>
public sealed class LargeObjectSpace(WordHeap heap, ObjectModel objects, WordRange range) : ISweepPolicy
{
    private const ulong Marked = 1;

    private readonly FreeListSpace _cells = new(heap, range);
    private readonly AddressStack _grey = new();
    private Tally _freed;

    /// <summary>Its words.</summary>
    public WordRange Range => range;

    /// <summary>Whether objects are marked whose fields are still to be visited.</summary>
    public bool HasGrey => _grey.Count > 0;

    /// <summary>Whether the word at <paramref name="address"/> lies in this space.</summary>
    public bool Contains(Address address) => range.Contains(address.Value);

    /// <summary>Claims zeroed words for an object; null if no free cell is large enough.</summary>
    public Address Allocate(int words) => _cells.Allocate(words);

    /// <summary>Whether an object is marked.</summary>
    public bool IsMarked(Address address) => objects.CollectorWord(address) == Marked;

    /// <summary>Marks an object, once: it becomes grey. Returns whether it was not marked before.</summary>
    public bool Mark(Address address)
    {
        if (IsMarked(address))
        {
            return false;
        }

        objects.SetCollectorWord(address, Marked);
        _grey.Push(address);
        return true;
    }

    /// <summary>Takes a grey object, for its fields to be visited.</summary>
    public Address TakeGrey() => _grey.Pop();

    /// <summary>Frees what is not marked and takes the marks back.</summary>
    /// <returns>What was freed.</returns>
    public Tally Sweep()
    {
        _freed = default;
        _cells.Sweep(this);
        return _freed;
    }

    /// <summary>Whether a swept object stays.</summary>
    public bool Keep(Address address, Header header)
    {
        if (IsMarked(address))
        {
            objects.SetCollectorWord(address, 0);
            return true;
        }

        _freed += new Tally(1, header.Words);
        return false;
    }
}
