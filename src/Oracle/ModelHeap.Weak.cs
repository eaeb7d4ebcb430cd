using GcVerify.Mutator;

namespace GcVerify.Oracle;

/// <summary>Weak references, ephemerons and finalizers in the model: what holds weakly, what was cleared, whose finalizer is due.</summary>
public sealed partial class ModelHeap
{
    private readonly List<int> _weakHolders = [];
    private bool _weakReferences;
    private bool _ephemerons;
    private bool _finalizersRun;

    /// <summary>How many of an object's first fields do not keep alive by themselves: 1 of a weak reference, 2 of an ephemeron with a key, else 0.</summary>
    public int WeakFieldsOf(int number)
    {
        ref ModelObject o = ref _objects[number];
        return !o.IsWeak ? 0
            : o.Shape.Kind == ObjectKind.Weak ? 1
            : _fields[o.FieldsAt] != 0 ? 2 : 0;
    }

    /// <summary>Weak references and ephemerons that refer to the object and were not released before it.</summary>
    public int WeakInDegreeOf(int number) => _objects[number].WeakInDegree;

    /// <summary>Stores of referents into weak references and ephemerons so far.</summary>
    internal int WeakStores { get; private set; }

    /// <summary>How many such stores there had been when the one was made that put the present referent into this holder.</summary>
    internal int WeakSince(int holder) => _objects[holder].WeakSince;

    /// <summary>Whether the object's finalizer is still to be found due.</summary>
    public bool IsRegistered(int number) => _objects[number].Finalization == Finalization.Registered;

    /// <summary>Whether the object's finalizer has become pending or begun.</summary>
    public bool IsFinalized(int number) => _objects[number].Finalization == Finalization.Begun;

    /// <summary>Weak references and ephemerons that are honoured, and objects whose finalizers are still to be found due, not released.</summary>
    public int PresentReferences { get; private set; }

    /// <summary>What the operation that began last took up by other means than strong references: what it loaded weakly, and values of ephemerons whose keys it changed.</summary>
    internal List<int> TakenUp { get; } = [];

    /// <summary>Keys and old values of the ephemerons whose values the operation that began last has changed.</summary>
    internal List<(int Key, int Value)> ValuesChanged { get; } = [];

    /// <summary>Objects whose finalizers are pending.</summary>
    public int PendingCount => _pending.Count;

    /// <summary>All weak references and ephemerons that were allocated, some of them released by now.</summary>
    internal List<int> WeakHolders => _weakHolders;

    /// <summary>Whether the finalizer that is next among the pending ones is this object's.</summary>
    internal bool IsNextPending(int number) => _pending.Count > 0 && _pending[0] == number;

    /// <summary>What the subject honours; until it says so, everything is strong.</summary>
    internal void Undertake(Promises promises)
    {
        _weakReferences = promises.WeakReferences;
        _ephemerons = promises.Ephemerons;
        _finalizersRun = promises.Finalizers;
    }

    /// <summary>The object's finalizer is pending: a root holds it.</summary>
    internal void AddPending(int number)
    {
        BeginAtOnce(number);
        _pending.Add(number);
        _objects[number].InDegree++;
    }

    /// <summary>The object's finalizer begins without having been pending.</summary>
    internal void BeginAtOnce(int number)
    {
        PresentReferences -= IsRegistered(number) ? 1 : 0;
        _objects[number].Finalization = Finalization.Begun;
    }

    internal void RemoveFirstPending()
    {
        int number = _pending[0];
        _pending.RemoveAt(0);
        Drop(number);
    }

    /// <summary>The collector has cleared a weak reference, or an ephemeron's key and value. Returns what it referred to.</summary>
    internal int ClearWeak(int holder)
    {
        ref ModelObject o = ref _objects[holder];
        if (!o.IsWeak)
        {
            return 0;
        }

        int referent = _fields[o.FieldsAt];
        SetField(holder, 0, 0);
        if (o.Shape.Kind == ObjectKind.Ephemeron && referent != 0)
        {
            SetField(holder, 1, 0);
        }

        return referent;
    }

    /// <summary>How many of an object's first fields are weak slots, whatever is in them: 1 of a weak reference, 2 of an ephemeron, where they are honoured.</summary>
    internal int WeakSlotsOf(int number)
    {
        ref ModelObject o = ref _objects[number];
        return !o.IsWeak ? 0 : o.Shape.Kind == ObjectKind.Weak ? 1 : 2;
    }

    private void NoteLoad(int holder, int field, int value)
    {
        if (value != 0 && field < WeakSlotsOf(holder))
        {
            TakenUp.Add(value);
        }
    }

    private bool HoldsWeakly(ObjectKind kind) => kind switch
    {
        ObjectKind.Weak => _weakReferences,
        ObjectKind.Ephemeron => _ephemerons,
        _ => false,
    };

    private void SetWeakField(ref ModelObject holder, int value)
    {
        ref int slot = ref _fields[holder.FieldsAt];
        if (slot != 0)
        {
            _objects[slot].WeakInDegree--;
        }

        slot = value;
        holder.WeakSince = WeakStores++;
        if (value != 0)
        {
            _objects[value].WeakInDegree++;
        }
    }

    internal enum Finalization : byte
    {
        None,
        Registered,
        Begun,
    }
}
