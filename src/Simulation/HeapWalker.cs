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
    private int[] _fields = new int[16];
    private long[] _rawWords = new long[16];

    /// <summary>Walks once.</summary>
    /// <returns>Objects visited.</returns>
    public int Walk(ICollector collector, Promises promises, IObserver observer)
    {
        BeginStamp();
        observer.WalkStarted();
        _queued = 0;
        for (int i = 0; i < roots.Count; i++)
        {
            observer.RootSeen(i, Visit(heap.Peek(roots[i]), collector, follow: true));
        }

        for (int i = 0; i < _queued; i++)
        {
            Show(_queue[i], collector, promises, observer);
        }

        observer.WalkEnded(heap.ObjectWords);
        return _queued;
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

    private void Show(Address address, ICollector collector, Promises promises, IObserver observer)
    {
        var header = new Header(heap.Peek(address));
        int fields = header.Fields, rawWords = header.RawWords;
        Grow(fields, rawWords);
        Shape shape = header.Shape;
        bool weak = promises.WeakReferences && shape.Kind == ObjectKind.Weak;
        for (int i = 0; i < fields; i++)
        {
            _fields[i] = Visit(heap.Peek(ObjectModel.FieldSlot(address, i)), collector, follow: !weak || i != 0);
        }

        for (int i = 0; i < rawWords; i++)
        {
            _rawWords[i] = unchecked((long)heap.Peek(ObjectModel.RawSlot(address, header, i)));
        }

        observer.ObjectSeen(new ObjectView
        {
            Number = header.Number,
            Shape = shape,
            Fields = _fields.AsSpan(0, fields),
            RawWords = _rawWords.AsSpan(0, rawWords),
            ContentsIntact = true,
            Location = address.Value,
            State = collector.Describe(address),
        });
    }

    private int Visit(ulong reference, ICollector collector, bool follow)
    {
        if (reference == 0)
        {
            return 0;
        }

        Address address = collector.Resolve(Address.FromWord(reference));
        if (!heap.IsObjectStart(address))
        {
            return ObjectView.Dangling;
        }

        if (follow && _visited[address.Value] != _stamp)
        {
            _visited[address.Value] = _stamp;
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

    private void Grow(int fields, int rawWords)
    {
        if (_fields.Length < fields)
        {
            _fields = new int[fields];
        }

        if (_rawWords.Length < rawWords)
        {
            _rawWords = new long[rawWords];
        }
    }
}
