using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Spaces;

/// <summary>
/// A generation of two semispaces. Between collections one is in use; in a collection survivors leave the other, into an older
/// generation or, where that has no room, into the one in use, which keeps room for all of them.
/// </summary>
public sealed class CopiedGeneration(WordHeap heap, WordRange range)
{
    private int _reserved;

    /// <summary>Where objects are allocated, promoted to, and stay.</summary>
    public BumpSpace Current { get; private set; } = new(heap, range with { Words = range.Words / 2 });

    /// <summary>What a collection empties.</summary>
    public BumpSpace Evacuated { get; private set; } = new(heap, new(range.Start + (range.Words / 2), range.Words / 2));

    /// <summary>The objects that it holds.</summary>
    public Tally Held { get; private set; }

    /// <summary>Words in use.</summary>
    public int UsedWords => Current.Next - Current.Start;

    /// <summary>Words that are free.</summary>
    public int FreeWords => Current.Range.End - Current.Next.Value;

    /// <summary>Begins a collection of this generation.</summary>
    /// <returns>The objects that it held.</returns>
    public Tally Flip()
    {
        Tally held = Held;
        _reserved = UsedWords;
        (Current, Evacuated) = (Evacuated, Current);
        Held = default;
        return held;
    }

    /// <summary>
    /// Claims words for a new object, or for one of a younger generation; null if there is no room beside what may have to stay.
    /// </summary>
    public Address Allocate(int words, bool zero) => FreeWords - words >= _reserved ? Take(words, zero) : Address.Null;

    /// <summary>Claims words for an object of its own that cannot be promoted.</summary>
    public Address Stay(int words) => Take(words, zero: false);

    /// <summary>An object of its own has left: no room need be kept for it any more.</summary>
    public void Leave(int words) => _reserved -= words;

    /// <summary>Ends a collection of this generation: what has not left is garbage.</summary>
    public void Clear()
    {
        Evacuated.Clear();
        _reserved = 0;
    }

    private Address Take(int words, bool zero)
    {
        Address address = Current.Allocate(words, zero);
        Held += address.IsNull ? default : new Tally(1, words);
        return address;
    }
}
