using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Spaces;

/// <summary>
/// A space that a sliding compactor keeps: cells from <see cref="Start"/> to <see cref="Next"/>, free words behind. An allocation moves the
/// end up (Handbook 7.1); once there is no room, it takes the first gap that is long enough. Gaps exist only in front of pinned objects;
/// the first word of each is a link that holds its size and the next one's address.
/// </summary>
public sealed class CompactedSpace(WordHeap heap, WordRange range)
{
    private Address _firstGap;
    private Address _lastGap;

    /// <summary>Its words.</summary>
    public WordRange Range => range;

    /// <summary>The first word.</summary>
    public Address Start => new(range.Start);

    /// <summary>The first word behind the last cell.</summary>
    public Address Next { get; private set; } = new(range.Start);

    /// <summary>The size of a cell, by its first word (<see cref="WordHeap.ReadCell"/>).</summary>
    public static int WordsOf(ulong first)
    {
        var header = new Header(first);
        return header.IsObject ? header.Words : SizeOf(first);
    }

    /// <summary>Claims zeroed words for an object; null if no free run is long enough.</summary>
    public Address Allocate(int words)
    {
        Address address = words <= range.End - Next.Value ? Next : TakeGap(words);
        if (address.IsNull)
        {
            return address;
        }

        heap.ClaimObject(address, words);
        heap.Zero(address, words);
        if (address == Next)
        {
            Next = address + words;
        }

        return address;
    }

    /// <summary>The objects have been laid out anew, up to <paramref name="next"/>; links of gaps have been released.</summary>
    public void Restart(Address next)
    {
        Next = next;
        _firstGap = Address.Null;
        _lastGap = Address.Null;
    }

    /// <summary>Adds a run of free words that lies behind all other gaps; of no words, nothing.</summary>
    public void AddGap(Address gap, int words)
    {
        if (words == 0)
        {
            return;
        }

        heap.ClaimLink(gap);
        heap.WriteMetadata(gap, Link(words, Address.Null));
        if (_firstGap.IsNull)
        {
            _firstGap = gap;
        }
        else
        {
            heap.WriteMetadata(_lastGap, Link(SizeOf(heap.ReadMetadata(_lastGap)), gap));
        }

        _lastGap = gap;
    }

    /// <summary>Takes the low words of the first gap that is long enough; they are free.</summary>
    private Address TakeGap(int words)
    {
        Address previous = Address.Null;
        for (Address gap = _firstGap; !gap.IsNull;)
        {
            ulong link = heap.ReadMetadata(gap);
            if (SizeOf(link) >= words)
            {
                Shorten(previous, gap, link, words);
                return gap;
            }

            previous = gap;
            gap = NextOf(link);
        }

        return Address.Null;
    }

    private void Shorten(Address previous, Address gap, ulong link, int words)
    {
        heap.Release(gap, 1);
        int left = SizeOf(link) - words;
        Address rest = left > 0 ? gap + words : NextOf(link);
        if (left > 0)
        {
            heap.ClaimLink(rest);
            heap.WriteMetadata(rest, Link(left, NextOf(link)));
        }

        if (previous.IsNull)
        {
            _firstGap = rest;
        }
        else
        {
            heap.WriteMetadata(previous, Link(SizeOf(heap.ReadMetadata(previous)), rest));
        }
    }

    private static ulong Link(int words, Address next) => (uint)words | (next.ToWord() << 32);

    private static int SizeOf(ulong link) => (int)(link & int.MaxValue);

    private static Address NextOf(ulong link) => Address.FromWord(link >> 32);
}
