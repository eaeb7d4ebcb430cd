using GcVerify.Heap;

namespace GcVerify.Collectors.Spaces;

/// <summary>
/// Values that the mutator has overwritten in ephemerons, under a deletion barrier, before it was known whether their keys are part of the snapshot: each waits at its key. The lists are
/// the collector's own, off the heap.
/// </summary>
public sealed class OverwrittenValues
{
    private readonly List<(Address Value, int Next)> _values = [];
    private readonly Dictionary<int, int> _firstAtKey = [];
    private readonly Stack<int> _ready = new();

    /// <summary>A value that an ephemeron with this key, which is white, held until now.</summary>
    public void Await(Address key, Address value)
    {
        _values.Add((value, _firstAtKey.TryGetValue(key.Value, out int first) ? first : -1));
        _firstAtKey[key.Value] = _values.Count - 1;
    }

    /// <summary>An object has been reached: what waits for it is ready.</summary>
    public void Reached(Address key)
    {
        if (_firstAtKey.Count > 0 && _firstAtKey.Remove(key.Value, out int entry))
        {
            _ready.Push(entry);
        }
    }

    /// <summary>Takes one of the values that are ready, or null.</summary>
    public Address Take()
    {
        if (!_ready.TryPop(out int entry))
        {
            return Address.Null;
        }

        (Address value, int next) = _values[entry];
        if (next >= 0)
        {
            _ready.Push(next);
        }

        return value;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _values.Clear();
        _firstAtKey.Clear();
        _ready.Clear();
    }
}
