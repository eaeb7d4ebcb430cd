using System.Runtime.CompilerServices;
using GcVerify.Mutator;

namespace GcVerify.Oracle;

/// <summary>The mutator's side of the model: roots, frames, and what each primitive operation does.</summary>
public sealed partial class ModelHeap
{
    private readonly List<int> _frames = [];
    private readonly List<int> _pending = [];
    private readonly Stack<OuterFrame> _finalizers = new();
    private readonly List<int> _expected = [];
    private int[] _slots = new int[64];
    private int _globals;
    private int _top;
    private int _frameStart;
    private int _baseDepth;
    private int _running = -1;
    private int _stackCapacity;
    private int _loads;
    private Operation _allocating;

    /// <summary>Whether collections may take place unasked.</summary>
    public bool AutomaticCollection { get; private set; }

    /// <summary>Whether the operation that began last must be followed by the outcome of an allocation.</summary>
    public bool AwaitsAllocation { get; private set; }

    /// <summary>Whether what is allocated, or was last, has reference fields.</summary>
    internal bool AllocatesContainer => _allocating.Kind != OperationKind.New || _allocating.Shape.Fields > 0;

    /// <summary>Whether references were loaded that have not been reported.</summary>
    public bool AwaitsLoad => _loads < _expected.Count;

    /// <summary>Global slots, the first of the roots; the objects whose finalizers are pending follow.</summary>
    public int Globals => _globals;

    /// <summary>All root slots: globals, pending finalizers, locals of the frames from the outermost.</summary>
    public int RootCount => _top + _pending.Count;

    /// <summary>Empties the heap for a program.</summary>
    public void Reset(MutatorProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        NextNumber = 1;
        PresentWords = 0;
        PresentObjects = 0;
        PresentReferences = 0;
        _fieldsUsed = 0;
        _rawUsed = 0;
        _globals = program.Globals;
        _top = 0;
        _baseDepth = 1;
        _running = -1;
        _loads = 0;
        _stackCapacity = program.Globals + program.Locals + Limits.StackSlots;
        AutomaticCollection = true;
        AwaitsAllocation = false;
        _frames.Clear();
        _pending.Clear();
        _weakHolders.Clear();
        WeakStores = 0;
        _objects[0].InDegree = int.MaxValue - 1;
        _finalizers.Clear();
        _expected.Clear();
        Unreferenced.Clear();
        Grow(_globals);
        _top = _globals;
        Push(program.Locals);
    }

    /// <summary>Makes an operation take effect; an allocating one takes effect with <see cref="Allocated"/> or <see cref="Refused"/>.</summary>
    internal void Execute(in Operation operation)
    {
        _expected.Clear();
        TakenUp.Clear();
        ValuesChanged.Clear();
        _loads = 0;
        switch (operation.Kind)
        {
            case OperationKind.New: Await(operation, true); break;
            case OperationKind.Weak: Await(operation, HandleIn(operation.B) != 0); break;
            case OperationKind.Ephemeron: Await(operation, HandleIn(operation.B) != 0); break;
            case OperationKind.Assign: SetRoot(SlotOf(operation.A), HandleIn(operation.B)); break;
            case OperationKind.Clear: SetRoot(SlotOf(operation.A), 0); break;
            case OperationKind.Load: Load(operation); break;
            case OperationKind.Store: Store(operation, HandleIn(operation.C)); break;
            case OperationKind.StoreNull: Store(operation, 0); break;
            case OperationKind.StoreRaw: StoreRaw(operation); break;
            case OperationKind.Move: Move(operation); break;
            case OperationKind.Blit: Blit(operation); break;
            case OperationKind.Call: Call(operation, _stackCapacity); break;
            case OperationKind.ScratchCall: Call(operation, _stackCapacity + Limits.ScratchSlots); break;
            case OperationKind.Return: Return(operation); break;
            case OperationKind.Deref: Deref(operation); break;
            case OperationKind.Enable: AutomaticCollection = true; break;
            case OperationKind.Disable: AutomaticCollection = false; break;
            default: break;
        }
    }

    /// <summary>The reference that the operation loads next.</summary>
    internal int NextLoad() => _loads < _expected.Count ? _expected[_loads++] : ObjectView.Dangling;

    /// <summary>The allocation has succeeded: the new object comes to be and is rooted.</summary>
    internal int Allocated(int words, int location, ObjectState state)
    {
        AwaitsAllocation = false;
        Shape shape = _allocating.Kind switch
        {
            OperationKind.Weak => Shape.WeakReference,
            OperationKind.Ephemeron => Shape.KeyAndValue,
            _ => _allocating.Shape.WithinFinalizer(_running),
        };
        int number = Add(shape, words, location, state);
        if (_allocating.Kind != OperationKind.New)
        {
            SetField(number, 0, HandleIn(_allocating.B));
        }

        if (_allocating.Kind == OperationKind.Ephemeron)
        {
            SetField(number, 1, HandleIn(_allocating.C));
        }

        SetRoot(SlotOf(_allocating.A), number);
        return number;
    }

    /// <summary>The allocation was refused: null goes to its root.</summary>
    internal void Refused()
    {
        AwaitsAllocation = false;
        SetRoot(SlotOf(_allocating.A), 0);
    }

    /// <summary>A finalizer begins in a fresh frame.</summary>
    internal void BeginFinalizer(int number, int locals)
    {
        _finalizers.Push(new(_baseDepth, _running, AwaitsAllocation, _allocating));
        _running = ShapeOf(number).Finalizer;
        AwaitsAllocation = false;
        Push(locals);
        _baseDepth = _frames.Count;
        SetRoot(_frameStart, number);
    }

    /// <summary>The finalizer that began last ends.</summary>
    internal void EndFinalizer()
    {
        while (_frames.Count >= _baseDepth)
        {
            Pop();
        }

        OuterFrame outer = _finalizers.Pop();
        _baseDepth = outer.BaseDepth;
        _running = outer.Finalizer;
        AwaitsAllocation = outer.AwaitsAllocation;
        _allocating = outer.Allocating;
    }

    // What a finalizer interrupts: an allocation at its safepoint, in a frame.
    private readonly record struct OuterFrame(int BaseDepth, int Finalizer, bool AwaitsAllocation, Operation Allocating);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int HandleIn(int code)
    {
        int slot = SlotOf(code);
        return slot < 0 ? 0 : _slots[slot];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(int code)
    {
        // Globals begin at 0. Whether an operand names one or a local, no branch predictor can guess.
        int global = code >> 31, number = code ^ global;
        int start = _frameStart & ~global, frame = _top - _frameStart, count = frame ^ ((frame ^ _globals) & global);
        return number < count ? start + number : SlotBeyond(code, start, number, count);
    }

    private static int SlotBeyond(int code, int start, int number, int count) =>
        count == 0 || code == Root.None.Code ? -1 : start + (number % count);

    /// <summary>An operand modulo what there is; nearly all lie within it, and a division costs more than to look.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Within(int operand, int count) => operand < count ? operand : operand % count;

    private void SetRoot(int slot, int value)
    {
        if (slot >= 0)
        {
            if (References is not null)
            {
                TellRoot(slot, value);
            }

            Replace(ref _slots[slot], value);
        }
    }

    private void Await(in Operation operation, bool allocates)
    {
        AwaitsAllocation = allocates && SlotOf(operation.A) >= 0;
        _allocating = operation;
    }

    private void Load(in Operation operation)
    {
        int holder = HandleIn(operation.B);
        if (holder != 0 && _objects[holder].Shape.Fields is > 0 and int fields)
        {
            int field = Within(operation.C, fields), value = FieldOf(holder, field);
            _expected.Add(value);
            NoteLoad(holder, field, value);
            SetRoot(SlotOf(operation.A), value);
        }
    }

    private void Store(in Operation operation, int value)
    {
        int holder = HandleIn(operation.A);
        if (holder != 0 && _objects[holder].Shape.Fields is > 0 and int fields)
        {
            SetField(holder, Within(operation.B, fields), value);
        }
    }

    private void StoreRaw(in Operation operation)
    {
        int holder = HandleIn(operation.A);
        if (holder != 0 && _objects[holder].Shape.RawWords is > 0 and int rawWords)
        {
            SetRaw(holder, Within(operation.B, rawWords), operation.RawValue);
        }
    }

    private void Move(in Operation operation)
    {
        int source = HandleIn(operation.A), target = HandleIn(operation.C);
        if (source == 0 || target == 0 || ShapeOf(source).Fields == 0 || ShapeOf(target).Fields == 0)
        {
            return;
        }

        int field = Within(operation.B, ShapeOf(source).Fields);
        int value = FieldOf(source, field);
        _expected.Add(value);
        NoteLoad(source, field, value);
        SetField(target, Within(operation.D, ShapeOf(target).Fields), value);
        SetField(source, field, 0);
    }

    private void Blit(in Operation operation)
    {
        int source = HandleIn(operation.A), target = HandleIn(operation.C);
        if (source == 0 || target == 0 || ShapeOf(source).Fields == 0 || ShapeOf(target).Fields == 0)
        {
            return;
        }

        int first = Within(operation.B, ShapeOf(source).Fields), into = Within(operation.BlitField, ShapeOf(target).Fields);
        int count = Math.Min(operation.BlitCount, Math.Min(ShapeOf(source).Fields - first, ShapeOf(target).Fields - into));
        for (int i = 0; i < count; i++)
        {
            int value = FieldOf(source, first + i);
            _expected.Add(value);
            NoteLoad(source, first + i, value);
            SetField(target, into + i, value);
        }
    }

    private void Deref(in Operation operation)
    {
        int source = HandleIn(operation.B);
        if (source != 0 && ShapeOf(source).Kind is ObjectKind.Weak or ObjectKind.Ephemeron)
        {
            int field = ShapeOf(source).Kind == ObjectKind.Weak ? 0 : 1, value = FieldOf(source, field);
            _expected.Add(value);
            NoteLoad(source, field, value);
            SetRoot(SlotOf(operation.A), value);
        }
    }
}
