using GcVerify.Mutator;

namespace GcVerify.Heap;

/// <summary>
/// The root slots, words at the bottom of the heap: the globals, the objects whose finalizers are pending, the locals of the frames from the
/// outermost inwards. A collector reads and updates them like fields.
/// </summary>
public sealed class RootSet
{
    private readonly WordHeap _heap;
    private readonly List<int> _frames = [];
    private int _pendingBase;
    private int _pendingCapacity;

    /// <summary>Roots in <paramref name="heap"/>; <see cref="Reset"/> lays them out.</summary>
    public RootSet(WordHeap heap) => _heap = heap;

    /// <summary>Slots of the globals.</summary>
    public WordRange Globals { get; private set; }

    /// <summary>Slots of objects whose finalizers are pending.</summary>
    public WordRange Pending { get; private set; }

    /// <summary>Slots of the locals of all frames.</summary>
    public WordRange Locals { get; private set; }

    /// <summary>Frames on the stack, the main one included.</summary>
    public int Depth => _frames.Count;

    /// <summary>The slots of the current frame.</summary>
    public WordRange Frame => new(_frames[^1], Locals.End - _frames[^1]);

    /// <summary>The slots of the frame below the current one.</summary>
    public WordRange CallerFrame => new(_frames[^2], _frames[^1] - _frames[^2]);

    /// <summary>All root slots.</summary>
    public int Count => Globals.Words + Pending.Words + Locals.Words;

    /// <summary>The slot at a position: globals first, then pending finalizers, then locals.</summary>
    public Address this[int position]
    {
        get
        {
            if (position < Globals.Words)
            {
                return new(Globals.Start + position);
            }

            position -= Globals.Words;
            return position < Pending.Words
                ? new(Pending.Start + position)
                : new(Locals.Start + (position - Pending.Words));
        }
    }

    /// <summary>
    /// Lays the root area out at the bottom of an empty heap. A <paramref name="pendingCapacity"/> of twice the finalizable objects that can exist at the
    /// same time is always enough.
    /// </summary>
    public void Reset(int globals, int pendingCapacity)
    {
        _pendingBase = 1 + globals;
        _pendingCapacity = pendingCapacity;
        _frames.Clear();
        Globals = new(1, globals);
        Pending = new(Globals.End, 0);
        Locals = new(Globals.End + pendingCapacity, 0);
        _heap.ClaimRoots(new(Globals.Start), globals);
    }

    /// <summary>Words that a root area of this layout takes, word 0 included.</summary>
    public static int AreaWords(int globals, int pendingCapacity, int stackCapacity) => 1 + globals + pendingCapacity + stackCapacity;

    /// <summary>Pushes a frame of null locals.</summary>
    internal void Push(int locals)
    {
        _frames.Add(Locals.End);
        _heap.ClaimRoots(new(Locals.End), locals);
        Locals = Locals with { Words = Locals.Words + locals };
    }

    /// <summary>Pops the current frame, whose locals have been cleared.</summary>
    internal void Pop()
    {
        WordRange frame = Frame;
        _heap.Release(new(frame.Start), frame.Words);
        Locals = Locals with { Words = Locals.Words - frame.Words };
        _frames.RemoveAt(_frames.Count - 1);
    }

    /// <summary>Appends a slot for an object whose finalizer is pending; null when there is no room.</summary>
    internal Address AddPending()
    {
        if (Pending.End == _pendingBase + _pendingCapacity)
        {
            return Address.Null;
        }

        var slot = new Address(Pending.End);
        _heap.ClaimRoot(slot);
        Pending = Pending with { Words = Pending.Words + 1 };
        return slot;
    }

    /// <summary>
    /// Removes the first pending slot, the others stay where they are; what is stored into roots goes through
    /// <paramref name="store"/>, and so through the root barrier, like any other store.
    /// </summary>
    internal void RemoveFirstPending(Action<Address, Address> store)
    {
        store(new(Pending.Start), Address.Null);
        _heap.Release(new(Pending.Start), 1);
        Pending = new(Pending.Start + 1, Pending.Words - 1);
        if (Pending.Start - _pendingBase > Pending.Words)
        {
            MovePendingDown(store);
        }
    }

    private void MovePendingDown(Action<Address, Address> store)
    {
        for (int i = 0; i < Pending.Words; i++)
        {
            var source = new Address(Pending.Start + i);
            var target = new Address(_pendingBase + i);
            _heap.ClaimRoot(target);
            store(target, _heap.ReadReference(source));
            store(source, Address.Null);
            _heap.Release(source, 1);
        }

        Pending = Pending with { Start = _pendingBase };
    }
}
