using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Spaces;

/// <summary>
/// A space that hands out words from both ends, until they meet, and is emptied as a whole: copies below, new objects above (Baker 1978).
/// </summary>
public sealed class TwoEndedSpace(WordHeap heap, WordRange range)
{
    private Address _low = new(range.Start);
    private Address _high = new(range.End);

    /// <summary>Its words.</summary>
    public WordRange Range => range;

    /// <summary>The first word.</summary>
    public Address Start => new(range.Start);

    /// <summary>The word after those handed out below.</summary>
    public Address Low => _low;

    /// <summary>The first of the words handed out above.</summary>
    public Address High => _high;

    /// <summary>Words handed out above.</summary>
    public int WordsAbove => range.End - _high.Value;

    /// <summary>Words that are not handed out.</summary>
    public int Free => _high - _low;

    /// <summary>Whether the word at <paramref name="address"/> lies in this space.</summary>
    public bool Contains(Address address) => range.Contains(address.Value);

    /// <summary>Claims words below, which are to be written at once; they must be free.</summary>
    public Address AllocateBelow(int words)
    {
        Address address = _low;
        heap.ClaimObject(address, words);
        _low = address + words;
        return address;
    }

    /// <summary>Claims and clears words above; they must be free.</summary>
    public Address AllocateAbove(int words)
    {
        Address address = _high + -words;
        heap.ClaimObject(address, words);
        heap.Zero(address, words);
        _high = address;
        return address;
    }

    /// <summary>Releases everything that was handed out.</summary>
    public void Clear()
    {
        Release(Start, _low);
        Release(_high, new(range.End));
        _low = Start;
        _high = new(range.End);
    }

    private void Release(Address from, Address to)
    {
        if (from < to)
        {
            heap.Release(from, to - from);
        }
    }
}
