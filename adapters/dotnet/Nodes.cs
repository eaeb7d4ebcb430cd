using System.Runtime.InteropServices;

/// <summary>An object of a program. Its containers differ in the write barriers that are used and in how they grow.</summary>
internal abstract class Node
{
    protected Node(int number, int run, int kind, int count, int raw)
    {
        (Number, Run, Kind, Count) = (number, run, kind, count);
        Raw = raw == 0 ? [] : new long[raw];
        for (int i = 0; i < raw; i++)
        {
            Raw[i] = 1 + (unchecked(((uint)number * 0x9E3779B1) + ((uint)i * 0x85EBCA77)) >> 20);
        }
    }

    public int Number { get; }

    public int Run { get; }

    public int Kind { get; }

    public int Count { get; }

    public long[] Raw { get; }

    /// <summary>The last walk that met it.</summary>
    public int Walk { get; set; }

    public abstract object? this[int field] { get; set; }
}

internal class ArrayNode(int number, int run, int kind, int count, int raw) : Node(number, run, kind, count, raw)
{
    private readonly object?[] _fields = new object?[count];

    public override object? this[int field]
    {
        get => _fields[field];
        set => _fields[field] = value;
    }
}

internal sealed class InstanceNode(int number, int run, int kind, int count, int raw) : Node(number, run, kind, count, raw)
{
    public const int Most = 6;

    private object? _a, _b, _c, _d, _e, _f;

    public override object? this[int field]
    {
        get => Field(field);
        set => Field(field) = value;
    }

    private ref object? Field(int field)
    {
        switch (field)
        {
            case 0: return ref _a;
            case 1: return ref _b;
            case 2: return ref _c;
            case 3: return ref _d;
            case 4: return ref _e;
            default: return ref _f;
        }
    }
}

/// <summary>References inside structures, which are copied as a whole.</summary>
internal sealed class StructNode(int number, int run, int kind, int count, int raw) : Node(number, run, kind, count, raw)
{
    private readonly (long Padding, object? Value)[] _fields = new (long, object?)[count];

    public override object? this[int field]
    {
        get => _fields[field].Value;
        set => _fields[field] = (field, value);
    }
}

/// <summary>Grows as far as it is written to, and copies its array as it does.</summary>
internal sealed class ListNode(int number, int run, int kind, int count, int raw) : Node(number, run, kind, count, raw)
{
    private readonly List<object?> _fields = [];

    public override object? this[int field]
    {
        get => field < _fields.Count ? _fields[field] : null;
        set
        {
            while (_fields.Count <= field)
            {
                _fields.Add(null);
            }

            _fields[field] = value;
        }
    }
}

internal sealed class DictionaryNode(int number, int run, int kind, int count, int raw) : Node(number, run, kind, count, raw)
{
    private readonly Dictionary<int, object> _fields = [];

    public override object? this[int field]
    {
        get => _fields.GetValueOrDefault(field);
        set
        {
            if (value is null)
            {
                _fields.Remove(field);
            }
            else
            {
                _fields[field] = value;
            }
        }
    }
}

/// <summary>
/// What a weak reference refers to. Not a WeakReference, whose own finalizer would clear it if the object that has it is found dead and
/// comes back. The handle is freed by hand: whoever watches the object knows when.
/// </summary>
internal sealed class Cell
{
    private GCHandle _handle;

    public object? Target => _handle.IsAllocated ? _handle.Target : null;

    public void Set(object? value)
    {
        Free();
        _handle = value is null ? default : GCHandle.Alloc(value, GCHandleType.Weak);
    }

    public void Free()
    {
        if (_handle.IsAllocated)
        {
            _handle.Free();
        }
    }
}

internal sealed class WeakNode(int number, int run, int count, int raw) : ArrayNode(number, run, 1, count, raw)
{
    private bool _refers; // as far as was told

    public Cell Cell { get; } = new();

    public bool IsCleared => _refers && Cell.Target is null;

    public override object? this[int field]
    {
        get => field == 0 ? Cell.Target : base[field];
        set
        {
            if (field == 0)
            {
                Cell.Set(value);
                _refers = value is not null;
            }
            else
            {
                base[field] = value;
            }
        }
    }

    public void ForgetCleared() => _refers = false;
}

internal sealed class FinalizableNode(int number, int run, int count, int raw, int body, Action<FinalizableNode> found)
    : ArrayNode(number, run, 3, count, raw)
{
    ~FinalizableNode() => found(this);

    /// <summary>1 + which finalizer; 0 for an empty one.</summary>
    public int Body => body;
}
