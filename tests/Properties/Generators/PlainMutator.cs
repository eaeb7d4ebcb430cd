using GcVerify.Mutator;

namespace GcVerify.Properties.Generators;

/// <summary>Runs a program on ordinary objects that are never collected, and remembers enough to say what the program did. Finalizers do not run.</summary>
internal sealed class PlainMutator : IObjectGraph
{
    private readonly Expansion _expansion = new();
    private readonly List<int[]> _frames = [];
    private readonly int[] _globals;

    public PlainMutator(MutatorProgram program)
    {
        _globals = new int[program.Globals];
        _frames.Add(new int[program.Locals]);
    }

    /// <summary>All objects ever allocated; handle n is at n - 1.</summary>
    public List<PlainObject> Objects { get; } = [];

    /// <summary>Operations that changed something, loaded a reference or asked the collector for something.</summary>
    public int Hits { get; private set; }

    public bool AllRootsAreNull => !_globals.AsSpan().ContainsAnyExcept(0) && _frames.TrueForAll(frame => !frame.AsSpan().ContainsAnyExcept(0));

    public int Words => Objects.Sum(o => 2 + o.Shape.Fields + o.Shape.RawWords);

    public void Run(in Operation operation)
    {
        if (Execute(operation))
        {
            Hits++;
        }
    }

    public int HandleAt(Root root) => SlotOf(root) is { } slot ? slot.Frame[slot.Index] : 0;

    public Shape ShapeOf(int handle) => Objects[handle - 1].Shape;

    public int FieldOf(int handle, int field) => Objects[handle - 1].Fields[field];

    public long RawOf(int handle, int index) => 0;

    /// <summary>Distance from the roots of every object that is reachable.</summary>
    public Dictionary<int, int> Depths()
    {
        var depths = new Dictionary<int, int>();
        var queue = new Queue<int>();
        void Visit(int handle, int depth)
        {
            if (handle != 0 && depths.TryAdd(handle, depth))
            {
                queue.Enqueue(handle);
            }
        }

        foreach (int handle in _frames.Append(_globals).SelectMany(slots => slots))
        {
            Visit(handle, 0);
        }

        while (queue.TryDequeue(out int holder))
        {
            foreach (int child in Objects[holder - 1].Fields)
            {
                Visit(child, depths[holder] + 1);
            }
        }

        return depths;
    }

    /// <summary>Whether an object can be reached from itself.</summary>
    public bool IsOnCycle(int handle)
    {
        var seen = new HashSet<int>();
        var stack = new Stack<int>([handle]);
        while (stack.TryPop(out int holder))
        {
            foreach (int child in Objects[holder - 1].Fields)
            {
                if (child == handle)
                {
                    return true;
                }

                if (child != 0 && seen.Add(child))
                {
                    stack.Push(child);
                }
            }
        }

        return false;
    }

    private bool Execute(in Operation o)
    {
        switch (o.Kind)
        {
            case OperationKind.New: return Put(o.RootAt(0), Allocate(o.Shape));
            case OperationKind.Weak: return Put(o.RootAt(0), Allocate(Shape.WeakReference, HandleAt(o.RootAt(1))));
            case OperationKind.Ephemeron: return Put(o.RootAt(0), Allocate(Shape.KeyAndValue, HandleAt(o.RootAt(1)), HandleAt(o.RootAt(2))));
            case OperationKind.Assign: return Put(o.RootAt(0), HandleAt(o.RootAt(1)));
            case OperationKind.Clear: return Put(o.RootAt(0), 0);
            case OperationKind.Load: return SlotOf(o.RootAt(1), o.C) is { } from && Put(o.RootAt(0), from.Frame[from.Index]);
            case OperationKind.Deref: return Deref(o);
            case OperationKind.Store: return SlotOf(o.RootAt(0), o.B) is { } to && Put(to, HandleAt(o.RootAt(2)));
            case OperationKind.StoreNull: return SlotOf(o.RootAt(0), o.B) is { } cleared && Put(cleared, 0);
            case OperationKind.StoreRaw: return HandleAt(o.RootAt(0)) is > 0 and int holder && ShapeOf(holder).RawWords > 0;
            case OperationKind.Move: return Move(o);
            case OperationKind.Blit: return Blit(o);
            case OperationKind.Copy or OperationKind.DeepCopy: return Expand(o);
            case OperationKind.Call or OperationKind.ScratchCall: return Call(o);
            case OperationKind.Return: return Return(o);
            case OperationKind.Pin or OperationKind.Unpin: return HandleAt(o.RootAt(0)) != 0;
            default: return true;
        }
    }

    private int Allocate(Shape shape, params ReadOnlySpan<int> fields)
    {
        Objects.Add(new PlainObject(shape, new int[shape.Fields]));
        fields.CopyTo(Objects[^1].Fields);
        return Objects.Count;
    }

    private (int[] Frame, int Index)? SlotOf(Root root)
    {
        int[] slots = root.IsGlobal ? _globals : _frames[^1];
        return root.IsNone || slots.Length == 0 ? null : (slots, root.Index % slots.Length);
    }

    private (int[] Frame, int Index)? SlotOf(Root holder, int field)
    {
        int handle = HandleAt(holder);
        return handle == 0 || ShapeOf(handle).Fields == 0 ? null : (Objects[handle - 1].Fields, field % ShapeOf(handle).Fields);
    }

    private bool Put(Root root, int handle) => SlotOf(root) is { } slot && Put(slot, handle);

    private static bool Put((int[] Frame, int Index) slot, int handle)
    {
        bool hit = handle != 0 || slot.Frame[slot.Index] != 0;
        slot.Frame[slot.Index] = handle;
        return hit;
    }

    private bool Deref(in Operation o)
    {
        int handle = HandleAt(o.RootAt(1));
        return handle != 0 && ShapeOf(handle).Kind switch
        {
            ObjectKind.Weak => Put(o.RootAt(0), FieldOf(handle, 0)),
            ObjectKind.Ephemeron => Put(o.RootAt(0), FieldOf(handle, 1)),
            _ => false,
        };
    }

    private bool Move(in Operation o)
    {
        if (SlotOf(o.RootAt(0), o.B) is not { } source || SlotOf(o.RootAt(2), o.D) is not { } target)
        {
            return false;
        }

        bool hit = Put(target, source.Frame[source.Index]);
        source.Frame[source.Index] = 0;
        return hit;
    }

    private bool Blit(in Operation o)
    {
        if (SlotOf(o.RootAt(0), o.B) is not { } source || SlotOf(o.RootAt(2), o.BlitField) is not { } target)
        {
            return false;
        }

        bool hit = false;
        int count = Math.Min(o.BlitCount, Math.Min(source.Frame.Length - source.Index, target.Frame.Length - target.Index));
        for (int i = 0; i < count; i++)
        {
            hit |= Put((target.Frame, target.Index + i), source.Frame[source.Index + i]);
        }

        return hit;
    }

    private bool Expand(in Operation o)
    {
        foreach (Operation primitive in _expansion.Expand(o, this).ToArray())
        {
            Execute(primitive);
        }

        return HandleAt(o.RootAt(1)) != 0;
    }

    private bool Call(in Operation o)
    {
        if (o.Kind == OperationKind.Call && _frames.Sum(frame => frame.Length) + o.A > Limits.StackSlots)
        {
            return false;
        }

        int[] frame = new int[o.A];
        for (int i = 0; i < 3 && i < frame.Length; i++)
        {
            frame[i] = HandleAt(o.RootAt(i + 1));
        }

        _frames.Add(frame);
        return true;
    }

    private bool Return(in Operation o)
    {
        if (_frames.Count == 1)
        {
            return false;
        }

        int result = HandleAt(o.RootAt(1));
        _frames.RemoveAt(_frames.Count - 1);
        Put(o.RootAt(0), result);
        return true;
    }
}

internal sealed record PlainObject(Shape Shape, int[] Fields);
