using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Spaces;

/// <summary>A space that allocates by moving a pointer up and is emptied as a whole (Handbook 7.1, sequential allocation).</summary>
public sealed class BumpSpace(WordHeap heap, WordRange range)
{
    /// <summary>Its words.</summary>
    public WordRange Range => range;

    /// <summary>The first word that is not handed out.</summary>
    public Address Next { get; private set; } = new(range.Start);

    /// <summary>The first word.</summary>
    public Address Start => new(range.Start);

    /// <summary>Whether the word at <paramref name="address"/> lies in this space.</summary>
    public bool Contains(Address address) => range.Contains(address.Value);

    /// <summary>Claims words for an object; null if they do not fit. <paramref name="zero"/> them unless they are written at once.</summary>
    public Address Allocate(int words, bool zero = true)
    {
        if (words > range.End - Next.Value)
        {
            return Address.Null;
        }

        Address address = Next;
        heap.ClaimObject(address, words);
        if (zero)
        {
            heap.Zero(address, words);
        }

        Next = address + words;
        return address;
    }

    /// <summary>Releases everything that was handed out.</summary>
    public void Clear()
    {
        if (Next > Start)
        {
            heap.Release(Start, Next - Start);
            Next = Start;
        }
    }
}
