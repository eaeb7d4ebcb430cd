using GcVerify.Heap;

namespace GcVerify.Collectors.Spaces;

/// <summary>
/// A buffer of objects that know their place in it, by their collector's word: adding one, asking for one and taking one out cost a bounded
/// number of accesses. The possible roots of trial deletion, the zero count table of deferred counting. No object is in two buffers.
/// </summary>
public sealed class ObjectBuffer(ObjectModel objects)
{
    private readonly AddressStack _items = new();

    /// <summary>Objects in it.</summary>
    public int Count => _items.Count;

    /// <summary>The object at a position, from 0 up.</summary>
    public Address this[int index] => _items[index];

    /// <summary>Whether the object with this collector's word is in it.</summary>
    public static bool Holds(ulong word) => CountWord.PlaceOf(word) != 0;

    /// <summary>Adds an object that is not in it.</summary>
    /// <returns>The object's collector's word from now on, which the caller writes.</returns>
    public ulong Add(Address address, ulong word)
    {
        _items.Push(address);
        return CountWord.Place(word, _items.Count);
    }

    /// <summary>Takes out an object that is in it; the last one takes its place.</summary>
    /// <returns>The object's collector's word from now on, which the caller writes.</returns>
    public ulong Remove(ulong word)
    {
        int place = CountWord.PlaceOf(word);
        Address last = _items.Pop();
        if (place <= _items.Count)
        {
            _items[place - 1] = last;
            objects.SetCollectorWord(last, CountWord.Place(objects.CollectorWord(last), place));
        }

        return CountWord.Place(word, 0);
    }
}
