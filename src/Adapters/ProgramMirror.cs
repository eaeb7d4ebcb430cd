using System.Runtime.InteropServices;
using GcVerify.Mutator;

namespace GcVerify.Adapters;

/// <summary>
/// What a program does to a heap that works, as far as that is needed to write it down for another process: which slots its roots
/// mean, what its compound operations consist of, how much a walk visits. It is no judge: where the subject departs from it, the
/// oracle will say so. Slot 0 is null, then come globals and frames.
/// </summary>
internal sealed class ProgramMirror : IObjectGraph
{
    private readonly List<int> _frames = [];
    private readonly List<MirrorObject> _objects = [];
    private readonly List<int> _fields = [];
    private readonly Dictionary<(int Handle, int Index), long> _rawWords = [];
    private readonly List<int> _queue = [];
    private readonly Stack<(int BaseDepth, int Running)> _finalizers = [];
    private int[] _slots = new int[64];
    private int[] _visited = [];
    private int _walk;
    private int _globals;
    private int _frameStart;
    private int _capacity;
    private int _baseDepth;
    private int _running;

    private readonly record struct MirrorObject(Shape Shape, int FieldsAt);

    /// <summary>The slot after the last one in use.</summary>
    public int Top { get; private set; }

    /// <summary>The highest that <see cref="Top"/> has been.</summary>
    public int Slots { get; private set; }

    /// <summary>Where the current frame begins.</summary>
    public int FrameStart => _frameStart;

    /// <summary>How many frames there are, the main frame included.</summary>
    public int Depth => _frames.Count;

    /// <summary>Which shapes' fields hold weakly, so that a walk does not count what only they lead to.</summary>
    public Promises? Promises { get; set; }

    /// <summary>Objects that were allocated.</summary>
    public int Allocated => _objects.Count - 1;

    /// <summary>Empties the heap; a frame of so many locals is the first.</summary>
    public void Reset(int globals, int locals)
    {
        _finalizers.Clear();
        _baseDepth = 1;
        _running = -1;
        _frames.Clear();
        _objects.Clear();
        _objects.Add(default);
        _fields.Clear();
        _rawWords.Clear();
        Array.Clear(_slots);
        _globals = globals;
        _capacity = 1 + globals + locals + Limits.StackSlots;
        Top = Slots = 1 + globals;
        Push(locals);
    }

    /// <summary>A finalizer begins in a frame of its own, whose first local is the object.</summary>
    public void BeginFinalizer(int handle, int locals)
    {
        _finalizers.Push((_baseDepth, _running));
        Push(locals);
        _baseDepth = _frames.Count;
        if (handle < _objects.Count)
        {
            _running = _objects[handle].Shape.Finalizer;
            _slots[_frameStart] = handle;
        }
    }

    /// <summary>The finalizer that began last is over.</summary>
    public void EndFinalizer()
    {
        while (_frames.Count >= _baseDepth)
        {
            Pop();
        }

        (_baseDepth, _running) = _finalizers.Pop();
    }

    /// <summary>A weak reference is cleared, or an ephemeron's key and value.</summary>
    public void ClearWeak(int handle)
    {
        if (handle < _objects.Count && _objects[handle] is { Shape.Kind: ObjectKind.Weak or ObjectKind.Ephemeron } holder)
        {
            CollectionsMarshal.AsSpan(_fields).Slice(holder.FieldsAt, Shape.MinimumFields(holder.Shape.Kind)).Clear();
        }
    }

    /// <summary>The slot that a root operand names now; 0 where there is none.</summary>
    public int SlotOf(int code)
    {
        if (code >= 0)
        {
            return _frameStart + (code % (Top - _frameStart));
        }

        return _globals == 0 || code == Root.None.Code ? 0 : 1 + (~code % _globals);
    }

    /// <summary>The slot that a root operand names in the caller's frame.</summary>
    public int SlotInCaller(int code)
    {
        int start = _frames[^2];
        return code >= 0 ? start + (code % (_frameStart - start)) : SlotOf(code);
    }

    /// <summary>Whether a call has room for its frame.</summary>
    public bool HasRoom(in Operation call) =>
        Top + call.A <= _capacity + (call.Kind == OperationKind.ScratchCall ? Limits.ScratchSlots : 0);

    /// <inheritdoc/>
    public int HandleAt(Root root) => _slots[SlotOf(root.Code)];

    /// <inheritdoc/>
    public Shape ShapeOf(int handle) => _objects[handle].Shape;

    /// <inheritdoc/>
    public int FieldOf(int handle, int field) => _fields[_objects[handle].FieldsAt + field];

    /// <inheritdoc/>
    public long RawOf(int handle, int index) =>
        _rawWords.TryGetValue((handle, index), out long value) ? value : RawPattern.Of(handle, index);

    /// <summary>Makes a primitive operation take effect.</summary>
    public void Execute(in Operation operation)
    {
        int first = Operation.RootMask(operation.Kind) == 0 ? 0 : HandleAt(operation.RootAt(0));
        switch (operation.Kind)
        {
            case OperationKind.New: New(operation); break;
            case OperationKind.Weak: AddPair(operation, Shape.WeakReference); break;
            case OperationKind.Ephemeron: AddPair(operation, Shape.KeyAndValue); break;
            case OperationKind.Assign: Set(operation.A, HandleAt(operation.RootAt(1))); break;
            case OperationKind.Clear: Set(operation.A, 0); break;
            case OperationKind.Load: Load(operation); break;
            case OperationKind.Deref: Deref(operation); break;
            case OperationKind.Store: Store(first, operation.B, HandleAt(operation.RootAt(2))); break;
            case OperationKind.StoreNull: Store(first, operation.B, 0); break;
            case OperationKind.StoreRaw: StoreRaw(first, operation); break;
            case OperationKind.Move: Move(first, operation); break;
            case OperationKind.Blit: Blit(first, operation); break;
            case OperationKind.Call or OperationKind.ScratchCall: Call(operation); break;
            case OperationKind.Return: Return(operation); break;
            default: break;
        }
    }

    /// <summary>The objects that are reachable now over fields that hold, counted; a value that an ephemeron alone leads to is not.</summary>
    public int CountReachable()
    {
        if (_visited.Length < _objects.Count)
        {
            _visited = new int[Math.Max(_objects.Count, 2 * _visited.Length)];
        }

        _walk++;
        _queue.Clear();
        Visit(_slots.AsSpan(0, Top));
        for (int i = 0; i < _queue.Count; i++)
        {
            MirrorObject o = _objects[_queue[i]];
            int weak = WeakFieldsOf(o.Shape.Kind);
            Visit(CollectionsMarshal.AsSpan(_fields).Slice(o.FieldsAt + weak, o.Shape.Fields - weak));
        }

        return _queue.Count;
    }

    private int WeakFieldsOf(ObjectKind kind) =>
        (kind == ObjectKind.Weak && Promises is { WeakReferences: true }) || (kind == ObjectKind.Ephemeron && Promises is { Ephemerons: true })
            ? Shape.MinimumFields(kind)
            : 0;

    private void Visit(ReadOnlySpan<int> handles)
    {
        foreach (int handle in handles)
        {
            if (handle != 0 && _visited[handle] != _walk)
            {
                _visited[handle] = _walk;
                _queue.Add(handle);
            }
        }
    }

    private void New(in Operation operation)
    {
        if (SlotOf(operation.A) != 0)
        {
            Set(operation.A, Add(operation.Shape.WithinFinalizer(_running)));
        }
    }

    private int Add(Shape shape)
    {
        _objects.Add(new MirrorObject(shape, _fields.Count));
        CollectionsMarshal.SetCount(_fields, _fields.Count + shape.Fields);
        CollectionsMarshal.AsSpan(_fields)[^shape.Fields..].Clear();
        return _objects.Count - 1;
    }

    private void AddPair(in Operation operation, Shape shape)
    {
        int referent = HandleAt(operation.RootAt(1));
        if (referent == 0 || SlotOf(operation.A) == 0)
        {
            return;
        }

        int value = shape.Fields > 1 ? HandleAt(operation.RootAt(2)) : 0;
        int handle = Add(shape);
        Store(handle, 0, referent);
        Store(handle, shape.Fields - 1, shape.Fields > 1 ? value : referent);
        Set(operation.A, handle);
    }

    private void Set(int code, int handle)
    {
        int slot = SlotOf(code);
        _slots[slot] = slot == 0 ? 0 : handle;
    }

    private void Load(in Operation operation)
    {
        int holder = HandleAt(operation.RootAt(1));
        if (FieldsOf(holder) is > 0 and int fields)
        {
            Set(operation.A, FieldOf(holder, operation.C % fields));
        }
    }

    private void Deref(in Operation operation)
    {
        int holder = HandleAt(operation.RootAt(1));
        if (holder != 0 && ShapeOf(holder).Kind is ObjectKind.Weak or ObjectKind.Ephemeron)
        {
            Set(operation.A, FieldOf(holder, ShapeOf(holder).Kind == ObjectKind.Weak ? 0 : 1));
        }
    }

    private int FieldsOf(int handle) => handle == 0 ? 0 : _objects[handle].Shape.Fields;

    private void Store(int holder, int field, int value)
    {
        if (FieldsOf(holder) is > 0 and int fields)
        {
            _fields[_objects[holder].FieldsAt + (field % fields)] = value;
        }
    }

    private void StoreRaw(int holder, in Operation operation)
    {
        if (holder != 0 && ShapeOf(holder).RawWords is > 0 and int rawWords)
        {
            _rawWords[(holder, operation.B % rawWords)] = operation.RawValue;
        }
    }

    private void Move(int source, in Operation operation)
    {
        int target = HandleAt(operation.RootAt(2));
        if (FieldsOf(source) is > 0 and int fields && FieldsOf(target) > 0)
        {
            Store(target, operation.D, FieldOf(source, operation.B % fields));
            Store(source, operation.B, 0);
        }
    }

    private void Blit(int source, in Operation operation)
    {
        int target = HandleAt(operation.RootAt(2));
        if (FieldsOf(source) is > 0 and int fields && FieldsOf(target) is > 0 and int room)
        {
            int first = operation.B % fields, into = operation.BlitField % room;
            int count = Math.Min(operation.BlitCount, Math.Min(fields - first, room - into));
            for (int i = 0; i < count; i++)
            {
                Store(target, into + i, FieldOf(source, first + i));
            }
        }
    }

    private void Call(in Operation operation)
    {
        if (!HasRoom(operation))
        {
            return;
        }

        ReadOnlySpan<int> arguments = [HandleAt(operation.RootAt(1)), HandleAt(operation.RootAt(2)), HandleAt(operation.RootAt(3))];
        Push(operation.A);
        arguments[..Math.Min(operation.A, Limits.Arguments)].CopyTo(_slots.AsSpan(_frameStart));
    }

    private void Return(in Operation operation)
    {
        if (Depth == _baseDepth)
        {
            return;
        }

        int target = operation.PassesResult ? SlotInCaller(operation.A) : 0;
        int result = HandleAt(operation.RootAt(1));
        _slots[target] = target == 0 ? 0 : result;
        Pop();
    }

    private void Pop()
    {
        _slots.AsSpan(_frameStart, Top - _frameStart).Clear();
        Top = _frameStart;
        _frames.RemoveAt(_frames.Count - 1);
        _frameStart = _frames[^1];
    }

    private void Push(int locals)
    {
        _frames.Add(Top);
        _frameStart = Top;
        Top += locals;
        Slots = Math.Max(Slots, Top);
        if (Top > _slots.Length)
        {
            Array.Resize(ref _slots, Math.Max(Top, 2 * _slots.Length));
        }
    }
}
