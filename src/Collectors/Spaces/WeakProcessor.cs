using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Spaces;

/// <summary>
/// Weak references and ephemerons that a trace discovers (Handbook 12.2; ephemerons: Hayes 1997). A tracer hands each one to <see cref="Discover"/>, or to <see cref="Note"/>, instead of visiting all its
/// fields, says of each object that it reaches <see cref="Reached"/>, calls <see cref="VisitReady"/> until there is nothing left to scan, and <see cref="ClearDead"/> when
/// tracing is done. An ephemeron whose key is not reached yet waits at that key, so that chains of them, in whatever order, take linear time. The lists are
/// the collector's own, off the heap.
/// </summary>
public class WeakProcessor(WordHeap heap)
{
    private readonly AddressStack _discovered = new();
    private readonly AddressStack _waiting = new();
    private readonly Stack<int> _ready = new();
    private readonly List<int> _nextAtKey = [];
    private readonly Dictionary<int, int> _firstAtKey = [];

    /// <summary>The heap.</summary>
    protected WordHeap Heap => heap;

    /// <summary>Visits the fields of a weak reference or an ephemeron that keep alive; the others wait. Other kinds are not for here.</summary>
    public void Discover(Address holder, Header header, ITracer tracer)
    {
        ArgumentNullException.ThrowIfNull(tracer);
        for (int i = Note(holder, header, tracer); i < header.Fields; i++)
        {
            tracer.Visit(ObjectModel.FieldSlot(holder, i));
        }
    }

    /// <summary>Notes a weak reference or an ephemeron, whose other fields the tracer visits itself. Returns the first of these.</summary>
    public virtual int Note(Address holder, Header header, ITracer tracer)
    {
        if (header.Kind == ObjectKind.Ephemeron)
        {
            return NoteEphemeron(holder, tracer);
        }

        _discovered.Push(holder);
        return 1;
    }

    /// <summary>An object has been reached, at the address that ephemerons know it by: the values that wait for it are ready.</summary>
    public void Reached(Address key)
    {
        if (_firstAtKey.Count > 0 && _firstAtKey.Remove(key.Value, out int entry))
        {
            _ready.Push(entry);
        }
    }

    /// <summary>Visits the values that are ready. Returns whether there were any.</summary>
    public virtual bool VisitReady(ITracer tracer)
    {
        bool any = false;
        while (VisitNextReady(tracer))
        {
            any = true;
        }

        return any;
    }

    /// <summary>Visits one of the values that are ready. Returns whether there was any.</summary>
    public virtual bool VisitNextReady(ITracer tracer)
    {
        ArgumentNullException.ThrowIfNull(tracer);
        if (!_ready.TryPop(out int entry))
        {
            return false;
        }

        if (_nextAtKey[entry] >= 0)
        {
            _ready.Push(_nextAtKey[entry]);
        }

        Address ephemeron = _waiting[entry];
        _waiting[entry] = Address.Null;
        _discovered.Push(ephemeron);
        tracer.Visit(ObjectModel.FieldSlot(ephemeron, 1));
        return true;
    }

    /// <summary>The mutator is about to store another key into an ephemeron while tracing goes on, or null: its value, held by the new key, is ready.</summary>
    public void KeyChanges(Address ephemeron)
    {
        _ready.Push(_waiting.Count);
        _nextAtKey.Add(-1);
        _waiting.Push(ephemeron);
    }

    /// <summary>
    /// Clears what refers to dead objects, ephemerons with their values, and lets the rest refer to where their referents are now. What was discovered is forgotten.
    /// </summary>
    public void ClearDead(ITracer tracer)
    {
        ArgumentNullException.ThrowIfNull(tracer);
        UpdateDiscovered(tracer);
        for (int i = 0; i < _waiting.Count; i++)
        {
            if (!_waiting[i].IsNull)
            {
                ClearWaiting(_waiting[i], tracer);
            }
        }

        _discovered.Truncate(0);
        _waiting.Truncate(0);
        _ready.Clear();
        _nextAtKey.Clear();
        _firstAtKey.Clear();
    }

    /// <summary>Whether values wait to be visited whose keys have been reached.</summary>
    public bool HasReady => _ready.Count > 0;

    /// <summary>Treats the weak slots of what was discovered, as far as it does not wait.</summary>
    protected void UpdateDiscovered(ITracer tracer)
    {
        for (int i = 0; i < _discovered.Count; i++)
        {
            Address slot = ObjectModel.FieldSlot(_discovered[i], 0);
            Address referent = heap.ReadReference(slot);
            if (!referent.IsNull)
            {
                Update(slot, referent, tracer);
            }
        }
    }

    /// <summary>Clears a weak slot, or lets it refer to where its referent is now.</summary>
    protected virtual void Update(Address slot, Address referent, ITracer tracer) =>
        heap.WriteReference(slot, tracer.IsLive(referent) ? tracer.Current(referent) : Address.Null);

    /// <summary>Its key has not been reached; but by now it may have another one.</summary>
    private void ClearWaiting(Address ephemeron, ITracer tracer)
    {
        Address slot = ObjectModel.FieldSlot(ephemeron, 0);
        Address key = heap.ReadReference(slot);
        if (!key.IsNull && tracer.IsLive(key))
        {
            Update(slot, key, tracer);
        }
        else if (!key.IsNull)
        {
            ClearEphemeron(ephemeron, tracer);
        }
    }

    /// <summary>Clears an ephemeron whose key has not been reached.</summary>
    protected virtual void ClearEphemeron(Address ephemeron, ITracer tracer)
    {
        heap.WriteReference(ObjectModel.FieldSlot(ephemeron, 0), Address.Null);
        heap.WriteReference(ObjectModel.FieldSlot(ephemeron, 1), Address.Null);
    }

    /// <summary>Returns how many fields are not to be visited yet. Without a key it is a plain pair.</summary>
    private int NoteEphemeron(Address ephemeron, ITracer tracer)
    {
        Address key = heap.ReadReference(ObjectModel.FieldSlot(ephemeron, 0));
        if (key.IsNull)
        {
            return 0;
        }

        if (tracer.IsLive(key))
        {
            _discovered.Push(ephemeron);
            return 1;
        }

        _nextAtKey.Add(_firstAtKey.TryGetValue(key.Value, out int first) ? first : -1);
        _firstAtKey[key.Value] = _waiting.Count;
        _waiting.Push(ephemeron);
        return 2;
    }
}
