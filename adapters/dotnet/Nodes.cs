using System.Runtime;
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
/// What a weak reference or an ephemeron refers to. Not a WeakReference, whose own finalizer would clear it if the object that has it is
/// found dead and comes back. The dependent handle would keep a key that waits for its finalizer; the weak handle to the key is cleared
/// before, and decides. Handles are freed by hand: whoever watches the object knows when.
/// </summary>
internal sealed class Cell
{
    private GCHandle _key;
    private DependentHandle _value;

    public object? Key => _key.IsAllocated ? _key.Target : null;

    public object? Value => Key is not null && _value.IsAllocated ? _value.Dependent : null;

    public void Set(object? key, object? value)
    {
        Free();
        if (key is not null)
        {
            _key = GCHandle.Alloc(key, GCHandleType.Weak);
            _value = value is null ? default : new DependentHandle(key, value);
        }
    }

    /// <summary>Whether it has kept a value.</summary>
    public bool Free()
    {
        bool kept = _value.IsAllocated;
        _value.Dispose();
        if (_key.IsAllocated)
        {
            _key.Free();
        }

        return kept;
    }
}

/// <summary>A weak reference or an ephemeron.</summary>
internal abstract class ClearableNode(int number, int run, int kind, int count, int raw) : ArrayNode(number, run, kind, count, raw)
{
    public Cell Cell { get; } = new();

    /// <summary>Whether it refers to something, as far as was told.</summary>
    public bool Refers { get; protected set; }

    public bool IsCleared => Refers && Cell.Key is null;

    /// <summary>Whether the value of an ephemeron is free now.</summary>
    public bool Clear()
    {
        Refers = false;
        return Cell.Free();
    }
}

internal sealed class WeakNode(int number, int run, int count, int raw) : ClearableNode(number, run, 1, count, raw)
{
    public override object? this[int field]
    {
        get => field == 0 ? Cell.Key : base[field];
        set
        {
            if (field == 0)
            {
                Cell.Set(value, null);
                Refers = value is not null;
            }
            else
            {
                base[field] = value;
            }
        }
    }
}

/// <summary>Without a key it is a plain pair.</summary>
internal sealed class EphemeronNode(int number, int run, int count, int raw) : ClearableNode(number, run, 2, count, raw)
{
    public override object? this[int field]
    {
        get => field == 0 ? Cell.Key : field == 1 && Refers ? Cell.Value : base[field];
        set
        {
            if (field > 1)
            {
                base[field] = value;
                return;
            }

            object? key = field == 0 ? value : this[0], held = field == 1 ? value : this[1];
            Cell.Set(key, held);
            base[1] = key is null ? held : null;
            Refers = key is not null;
        }
    }
}

internal sealed class FinalizableNode(int number, int run, int count, int raw, int body, Action<FinalizableNode> found)
    : ArrayNode(number, run, 3, count, raw)
{
    ~FinalizableNode() => found(this);

    /// <summary>1 + which finalizer; 0 for an empty one.</summary>
    public int Body => body;
}
