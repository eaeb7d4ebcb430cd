using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Simulation;

/// <summary>
/// Walks the objects that the roots reach in the heap as it is, and shows them to an observer. It peeks: nothing is counted and nothing
/// changes. Iterative, whatever the depth.
/// </summary>
internal sealed class HeapWalker(WordHeap heap, RootSet roots)
{
    private int[] _visited = [];
    private int _stamp;
    private Address[] _queue = new Address[64];
    private int _queued;
    private readonly List<(Address Ephemeron, int Next)> _waiting = [];
    private readonly Dictionary<int, int> _firstAtKey = [];
    private readonly Stack<Address> _ready = new();
    private bool _resolves;
    private bool _describes;
    private int[] _fields = new int[16];
    private long[] _rawWords = [];

    /// <summary>Walks once.</summary>
    /// <returns>Objects visited.</returns>
    public int Walk(ICollector collector, Promises promises, IObserver observer)
    {
        BeginStamp();
        _resolves = promises.Moves;
        _describes = promises.Generations > 1 || promises.Colours || promises.Counts != CountedReferences.None;
        observer.WalkStarted();
        _queued = 0;
        _waiting.Clear();
        _firstAtKey.Clear();
        _ready.Clear();
        int position = ShowRoots(roots.Globals, 0, collector, observer);
        position = ShowRoots(roots.Pending, position, collector, observer);
        ShowRoots(roots.Locals, position, collector, observer);
        int shown = 0;
        do
        {
            for (; shown < _queued; shown++)
            {
                Show(_queue[shown], collector, promises, observer);
            }
        }
        while (FollowValues(collector));

        observer.WalkEnded(heap.ObjectWords);
        return _queued;
    }

    /// <summary>Follows the values of ephemerons whose keys have been found; false if there are none.</summary>
    private bool FollowValues(ICollector collector)
    {
        bool any = _ready.Count > 0;
        while (_ready.TryPop(out Address ephemeron))
        {
            Visit(heap.Peek(ObjectModel.FieldSlot(ephemeron, 1)), collector, follow: true);
        }

        return any;
    }

    /// <summary>An ephemeron waits until its key is found; one whose key is no object at all does not.</summary>
    private void Await(Address ephemeron, ulong reference, ICollector collector)
    {
        Address key = collector.Resolve(Address.FromWord(reference));
        if (!heap.IsObjectStart(key) || _visited[key.Value] == _stamp)
        {
            _ready.Push(ephemeron);
            return;
        }

        _waiting.Add((ephemeron, _firstAtKey.TryGetValue(key.Value, out int first) ? first : -1));
        _firstAtKey[key.Value] = _waiting.Count - 1;
    }

    private void Found(Address key)
    {
        if (_firstAtKey.Remove(key.Value, out int entry))
        {
            for (; entry >= 0; entry = _waiting[entry].Next)
            {
                _ready.Push(_waiting[entry].Ephemeron);
            }
        }
    }

    /// <summary>The number of the object that a reference means: 0 for null, <see cref="ObjectView.Dangling"/> if there is no object.</summary>
    public static int NumberOf(WordHeap heap, ICollector collector, Address reference)
    {
        if (reference.IsNull)
        {
            return 0;
        }

        Address address = collector.Resolve(reference);
        return heap.IsObjectStart(address) ? new Header(heap.Peek(address)).Number : ObjectView.Dangling;
    }

    /// <summary>Shows a run of roots, of which the first has this position; returns the position after the last.</summary>
    private int ShowRoots(WordRange slots, int position, ICollector collector, IObserver observer)
    {
        foreach (ulong reference in heap.PeekAll(new(slots.Start), slots.Words))
        {
            observer.RootSeen(position++, Visit(reference, collector, follow: true));
        }

        return position;
    }

    private void Show(Address address, ICollector collector, Promises promises, IObserver observer)
    {
        var header = new Header(heap.Peek(address));
        Shape shape = header.Shape;
        int fields = shape.Fields, rawWords = shape.RawWords;
        ReadOnlySpan<long> words = WordsAfterHeader(address, fields + rawWords);
        int weakFields = WeakFields(shape.Kind, promises, fields, words);
        for (int i = 0; i < fields; i++)
        {
            _fields[i] = Visit((ulong)words[i], collector, follow: i >= weakFields);
        }

        if (weakFields == 2)
        {
            Await(address, (ulong)words[0], collector);
        }

        observer.ObjectSeen(new ObjectView
        {
            Number = header.Number,
            Shape = shape,
            Fields = _fields.AsSpan(0, fields),
            RawWords = words[fields..],
            ContentsIntact = true,
            Location = address.Value,
            State = _describes ? collector.Describe(address) : ObjectState.Unknown,
        });
    }

    /// <summary>How many of the first fields are not followed from here; an ephemeron without a key keeps its value.</summary>
    private static int WeakFields(ObjectKind kind, Promises promises, int fields, ReadOnlySpan<long> words) => kind switch
    {
        ObjectKind.Weak when promises.WeakReferences => 1,
        ObjectKind.Ephemeron when promises.Ephemerons && fields >= 2 && words[0] != 0 => 2,
        _ => 0,
    };

    /// <summary>Fields and raw words, in place where the header does not claim more than there is.</summary>
    private ReadOnlySpan<long> WordsAfterHeader(Address address, int count)
    {
        if (_fields.Length < count)
        {
            _fields = new int[count];
        }

        ReadOnlySpan<ulong> words = heap.PeekAll(address + ObjectModel.HeaderWords, count);
        return words.Length == count ? MemoryMarshal.Cast<ulong, long>(words) : CopyWithPoison(words, count);
    }

    private ReadOnlySpan<long> CopyWithPoison(ReadOnlySpan<ulong> words, int count)
    {
        if (_rawWords.Length < count)
        {
            _rawWords = new long[count];
        }

        for (int i = 0; i < count; i++)
        {
            _rawWords[i] = (long)(i < words.Length ? words[i] : WordHeap.Poison);
        }

        return _rawWords.AsSpan(0, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Visit(ulong reference, ICollector collector, bool follow)
    {
        if (reference == 0)
        {
            return 0;
        }

        Address address = Address.FromWord(reference);
        if (_resolves)
        {
            address = collector.Resolve(address);
        }

        if (!heap.IsObjectStart(address))
        {
            return ObjectView.Dangling;
        }

        if (follow && _visited[address.Value] != _stamp)
        {
            _visited[address.Value] = _stamp;
            if (_firstAtKey.Count > 0)
            {
                Found(address);
            }

            if (_queued == _queue.Length)
            {
                Array.Resize(ref _queue, _queued * 2);
            }

            _queue[_queued++] = address;
        }

        return new Header(heap.Peek(address)).Number;
    }

    private void BeginStamp()
    {
        if (_visited.Length < heap.Words)
        {
            _visited = new int[heap.Words];
            _stamp = 0;
        }

        _stamp = _stamp == int.MaxValue ? 1 : _stamp + 1;
    }
}
