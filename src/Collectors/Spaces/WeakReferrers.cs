using GcVerify.Heap;

namespace GcVerify.Collectors.Spaces;

/// <summary>
/// The weak references to each object that has any, for collectors that free objects one by one: the list that CPython keeps in the object. The lists are the collector's own, off the
/// heap.
/// </summary>
public sealed class WeakReferrers(WordHeap heap)
{
    private readonly Dictionary<int, List<Address>> _holders = [];
    private readonly Stack<List<Address>> _spare = new();

    /// <summary>The weak slot of a holder is about to change; null is no referent.</summary>
    public void Replace(Address holder, Address old, Address value)
    {
        Remove(holder, old);
        if (value.IsNull)
        {
            return;
        }

        if (!_holders.TryGetValue(value.Value, out List<Address>? holders))
        {
            holders = _spare.TryPop(out List<Address>? spare) ? spare : [];
            _holders.Add(value.Value, holders);
        }

        holders.Add(holder);
    }

    /// <summary>A holder refers to the object no longer.</summary>
    public void Remove(Address holder, Address referent)
    {
        if (!referent.IsNull && _holders.TryGetValue(referent.Value, out List<Address>? holders) && holders.Remove(holder) && holders.Count == 0)
        {
            _holders.Remove(referent.Value);
            _spare.Push(holders);
        }
    }

    /// <summary>Clears field 0 of all that refer weakly to the object.</summary>
    public void ClearAll(Address referent)
    {
        if (_holders.Count == 0 || !_holders.Remove(referent.Value, out List<Address>? holders))
        {
            return;
        }

        foreach (Address holder in holders)
        {
            heap.WriteReference(ObjectModel.FieldSlot(holder, 0), Address.Null);
        }

        holders.Clear();
        _spare.Push(holders);
    }
}
