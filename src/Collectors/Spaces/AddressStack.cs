using GcVerify.Heap;

namespace GcVerify.Collectors.Spaces;

/// <summary>A stack of addresses that grows as needed: the mark stack, the list of objects to free. Kept outside the heap, as its depth is bounded by nothing but the heap.</summary>
public sealed class AddressStack
{
    private Address[] _items = new Address[16];

    /// <summary>Entries.</summary>
    public int Count { get; private set; }

    /// <summary>The entry at a position, 0 the oldest.</summary>
    public Address this[int index]
    {
        get => _items[index];
        set => _items[index] = value;
    }

    /// <summary>Adds an entry.</summary>
    public void Push(Address address)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
        }

        _items[Count++] = address;
    }

    /// <summary>Takes the newest entry.</summary>
    public Address Pop() => _items[--Count];

    /// <summary>Cuts it to its oldest <paramref name="count"/> entries.</summary>
    public void Truncate(int count) => Count = count;
}
