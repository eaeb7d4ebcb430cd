using System.Runtime.CompilerServices;
using GcVerify.Mutator;

namespace GcVerify.Oracle;

/// <summary>
/// What the mutator program means, apart from any collector: roots, objects by number, what refers to what. Knows
/// nothing of addresses. An object stays here until the subject releases it, garbage or not.
/// </summary>
public sealed partial class ModelHeap : IObjectGraph
{
    private ModelObject[] _objects = new ModelObject[64];
    private int[] _fields = new int[256];
    private long[] _rawWords = new long[64];
    private int _fieldsUsed;
    private int _rawUsed;

    internal struct ModelObject
    {
        public int FieldsAt;
        public int RawAt;
        public int InDegree;
        public int Words;
        public int Location;
        public Shape Shape;
        public ObjectState State;
        public int EarlierGeneration;
        public int AgedIn;
        public int WeakInDegree;
        public int WeakSince;
        public bool IsPresent;
        public bool IsWeak;
        public Finalization Finalization;
    }

    /// <summary>Whether an object of the heap, which is known here, has the shape, the fields and the raw words that it should have.</summary>
    internal bool Agrees(in ObjectView view)
    {
        ref ModelObject o = ref _objects[view.Number];
        Shape shape = view.Shape;
        if (shape.Kind != o.Shape.Kind || shape.Fields != o.Shape.Fields || shape.RawWords != o.Shape.RawWords || shape.Finalizer != -1 || !view.ContentsIntact)
        {
            return false;
        }

        ReadOnlySpan<int> fields = new(_fields, o.FieldsAt, o.Shape.Fields), found = view.Fields;
        if (fields.Length != found.Length)
        {
            return false;
        }

        for (int i = 0; i < fields.Length; i++)
        {
            if (fields[i] != found[i])
            {
                return false;
            }
        }

        ReadOnlySpan<long> rawWords = view.RawWords;
        for (int i = 0; i < rawWords.Length; i++)
        {
            if (rawWords[i] != (o.RawAt < 0 ? RawPattern.Of(view.Number, i) : _rawWords[o.RawAt + i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>All that is known of the object, in place: the copies that the members below return cost more than what is done with them where everything is gone through.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref readonly ModelObject At(int number) => ref _objects[number];

    /// <summary>The fields of an object that is at hand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ReadOnlySpan<int> FieldsOf(in ModelObject o) => new(_fields, o.FieldsAt, o.Shape.Fields);

    /// <summary>The number that the next object gets.</summary>
    public int NextNumber { get; private set; } = 1;

    /// <summary>Words of the objects that are not released.</summary>
    public int PresentWords { get; private set; }

    /// <summary>Objects that are not released.</summary>
    public int PresentObjects { get; private set; }

    /// <summary>Objects that lost their last reference since the list was last emptied, and may be released or referenced again by now.</summary>
    internal List<int> Unreferenced { get; } = [];

    /// <summary>Whether an object of this number has been allocated and not been released.</summary>
    public bool IsPresent(int number) => IsKnown(number) && _objects[number].IsPresent;

    /// <summary>Whether an object of this number has ever been allocated.</summary>
    public bool IsKnown(int number) => number > 0 && number < NextNumber;

    /// <summary>References to the object from roots and from objects that are not released.</summary>
    public int InDegreeOf(int number) => _objects[number].InDegree;

    /// <summary>The size of the object in words.</summary>
    public int WordsOf(int number) => _objects[number].Words;

    /// <summary>Where the object was when it was last seen, or 0.</summary>
    public int LocationOf(int number) => _objects[number].Location;

    /// <summary>What the subject last said of the object.</summary>
    public ObjectState StateOf(int number) => _objects[number].State;

    /// <inheritdoc/>
    public Shape ShapeOf(int handle) => _objects[handle].Shape;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FieldOf(int handle, int field) => _fields[_objects[handle].FieldsAt + field];

    /// <summary>The numbers that an object's fields refer to.</summary>
    public ReadOnlySpan<int> FieldsOf(int number)
    {
        ref ModelObject o = ref _objects[number];
        return _fields.AsSpan(o.FieldsAt, o.Shape.Fields);
    }

    /// <inheritdoc/>
    public long RawOf(int handle, int index)
    {
        int at = _objects[handle].RawAt;
        return at < 0 ? RawPattern.Of(handle, index) : _rawWords[at + index];
    }

    /// <inheritdoc/>
    public int HandleAt(Root root) => HandleIn(root.Code);

    /// <summary>The generation of the object before a collection, the last one.</summary>
    internal int GenerationBefore(int number, int collection)
    {
        ref ModelObject o = ref _objects[number];
        return o.AgedIn == collection ? o.EarlierGeneration : o.State.Generation;
    }

    /// <summary>Notes what a collection has made of the object.</summary>
    internal void Age(int number, ObjectState state, int collection)
    {
        ref ModelObject o = ref _objects[number];
        o.EarlierGeneration = o.State.Generation;
        o.AgedIn = collection;
        o.State = state;
    }

    internal void SetLocation(int number, int location) => _objects[number].Location = location;

    /// <summary>Adds an object with null fields.</summary>
    internal int Add(Shape shape, int words, int location, ObjectState state)
    {
        int number = NextNumber++;
        if (number == _objects.Length)
        {
            Array.Resize(ref _objects, number * 2);
        }

        if (_fieldsUsed + shape.Fields > _fields.Length)
        {
            Array.Resize(ref _fields, Math.Max(_fields.Length * 2, _fieldsUsed + shape.Fields));
        }

        _objects[number] = new ModelObject
        {
            FieldsAt = _fieldsUsed,
            RawAt = -1,
            Words = words,
            Location = location,
            Shape = shape,
            State = state,
            IsPresent = true,
            IsWeak = HoldsWeakly(shape.Kind),
            Finalization = _finalizersRun && shape.Kind == ObjectKind.Finalizable ? Finalization.Registered : Finalization.None,
        };
        if (_objects[number].IsWeak)
        {
            _weakHolders.Add(number);
        }

        PresentReferences += _objects[number].IsWeak || IsRegistered(number) ? 1 : 0;

        _fields.AsSpan(_fieldsUsed, shape.Fields).Clear();
        _fieldsUsed += shape.Fields;
        PresentWords += words;
        PresentObjects++;
        return number;
    }

    /// <summary>Notes that the subject has released an object: its references no longer count.</summary>
    internal void Release(int number)
    {
        ref ModelObject o = ref _objects[number];
        o.IsPresent = false;
        PresentWords -= o.Words;
        PresentObjects--;
        PresentReferences -= o.IsWeak || o.Finalization == Finalization.Registered ? 1 : 0;
        int first = 0;
        if (o.IsWeak)
        {
            first = 1;
            int referent = _fields[o.FieldsAt];
            _objects[referent].WeakInDegree -= referent != 0 ? 1 : 0;
        }

        foreach (int target in _fields.AsSpan(o.FieldsAt + first, o.Shape.Fields - first))
        {
            Drop(target);
        }
    }

    private void SetField(int number, int field, int value)
    {
        ref ModelObject o = ref _objects[number];
        References?.FieldChanging(number, field, _fields[o.FieldsAt + field], value);
        if (field == 0 && o.IsWeak)
        {
            if (o.Shape.Kind == ObjectKind.Ephemeron)
            {
                TakenUp.Add(_fields[o.FieldsAt + 1]);
            }

            SetWeakField(ref o, value);
            return;
        }

        if (field == 1 && o.IsWeak && o.Shape.Kind == ObjectKind.Ephemeron)
        {
            ValuesChanged.Add((_fields[o.FieldsAt], _fields[o.FieldsAt + 1]));
        }

        Replace(ref _fields[o.FieldsAt + field], value);
    }

    private void SetRaw(int number, int index, long value)
    {
        ref ModelObject o = ref _objects[number];
        if (o.RawAt < 0)
        {
            int count = o.Shape.RawWords;
            if (_rawUsed + count > _rawWords.Length)
            {
                Array.Resize(ref _rawWords, Math.Max(_rawWords.Length * 2, _rawUsed + count));
            }

            o.RawAt = _rawUsed;
            _rawUsed += count;
            for (int i = 0; i < count; i++)
            {
                _rawWords[o.RawAt + i] = RawPattern.Of(number, i);
            }
        }

        _rawWords[o.RawAt + index] = value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Replace(ref int slot, int value)
    {
        int old = slot;
        slot = value;
        _objects[value].InDegree++;
        Drop(old);
    }

    // Null is counted like an object, and never loses its last reference: whether a reference is null, no branch predictor can guess.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Drop(int number)
    {
        if (--_objects[number].InDegree == 0)
        {
            Unreferenced.Add(number);
        }
    }
}
