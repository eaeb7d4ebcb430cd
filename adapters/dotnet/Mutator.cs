using System.Diagnostics;
using System.Runtime.CompilerServices;

/// <summary>
/// Executes operations. References are held only in methods that have returned when a collection begins: code that is not optimized
/// keeps what it has used to the end of the method.
/// </summary>
internal sealed class Mutator(string fault)
{
    public const int Stride = 5;

    private const int New = 1, Assign = 2, Load = 3, Store = 4, StoreRaw = 5, Move = 6, Blit = 7, Call = 8, Return = 9;
    private const int Weak = 10, Deref = 11, Ephemeron = 12, Collect = 13, Walk = 14, Finalize = 17;
    private const int Began = 0, Allocated = 1, Loaded = 2, Released = 3, Collected = 4, Walked = 5, Refused = 6;
    private const int Cleared = 7, Pending = 8, BodyBegan = 9, BodyEnded = 10;
    private const int Oldest = 2;

    private readonly List<Frame> _frames = [];
    private readonly List<FinalizableNode> _found = []; // by the finalizer thread
    private readonly Queue<FinalizableNode> _pending = [];
    private List<Token> _tokens = [];
    private int[][] _bodies = [];
    private int _run;
    private int _allocated;
    private int _globals;
    private int _walks;
    private bool _finalizers; // whether something in this run is finalizable
    private Node? _secret;

    /// <summary>What has happened in the request.</summary>
    public List<long> Log { get; } = [];

    /// <summary>Executes a request, which goes on with the run before or begins one.</summary>
    public void Run(bool goesOn, int size, int globals, int[][] bodies, int[] operations)
    {
        (_globals, _bodies) = (globals, bodies);
        Log.Clear();
        Prepare(goesOn, Math.Max(size, globals + 2), operations);
        Execute();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Prepare(bool goesOn, int size, int[] operations)
    {
        Node?[] slots = goesOn ? _frames[0].Slots : Forget(size);
        Array.Resize(ref slots, Math.Max(size, slots.Length));
        _frames.Clear();
        _frames.Add(new Frame(operations, slots));
    }

    private Node?[] Forget(int size)
    {
        lock (_found)
        {
            _run++;
            _found.Clear();
        }

        _tokens.ForEach(token => token.Cell?.Free());
        _tokens = [];
        _pending.Clear();
        _allocated = 0;
        _finalizers = false;
        _secret = null;
        return new Node?[size];
    }

    private void Execute()
    {
        for (bool resumed = false; ;)
        {
            Frame frame = _frames[^1];
            if (!resumed)
            {
                Interpret(frame);
            }

            if (frame.At == frame.Operations.Length)
            {
                if (_frames.Count == 1)
                {
                    return;
                }

                _frames.RemoveAt(_frames.Count - 1);
                MoveGlobals(frame, _frames[^1]);
                Log.Add(BodyEnded);
                resumed = true; // a finalizer begins only in an operation that has begun
                continue;
            }

            if (!resumed)
            {
                Log.Add(Began);
            }

            resumed = false;
            if (frame.Operations[frame.At] == Collect)
            {
                CollectAndTell(frame.Operations[frame.At + 1], frame.Slots);
                frame.At += Stride;
            }
            else if (!BeginBody(frame))
            {
                frame.At += Stride;
            }
        }
    }

    /// <summary>Gives the oldest pending finalizer a frame of its own, to which the globals are moved; false if there is none.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool BeginBody(Frame frame)
    {
        if (!_pending.TryDequeue(out FinalizableNode? node))
        {
            return false;
        }

        Tell(BodyBegan, node.Number);
        var inner = new Frame(node.Body == 0 ? [] : _bodies[node.Body - 1], new Node?[frame.Slots.Length]);
        MoveGlobals(frame, inner);
        inner.Slots[_globals + 1] = node;
        _frames.Add(inner);
        return true;
    }

    private void MoveGlobals(Frame from, Frame to)
    {
        Array.Copy(from.Slots, 1, to.Slots, 1, _globals);
        Array.Clear(from.Slots, 1, _globals);
    }

    /// <summary>Executes operations up to one that collects or runs finalizers, or the end.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Interpret(Frame frame)
    {
        int[] o = frame.Operations;
        for (; frame.At < o.Length && o[frame.At] is not (Collect or Finalize); frame.At += Stride)
        {
            Log.Add(Began);
            Execute(o.AsSpan(frame.At, Stride), frame.Slots);
        }
    }

    private void Execute(ReadOnlySpan<int> o, Node?[] slots)
    {
        int a = o[1], b = o[2], c = o[3], d = o[4];
        switch (o[0])
        {
            case Load:
                if (slots[b] is { Count: > 0 } loaded)
                {
                    Set(slots, a, LoadField(loaded, c % loaded.Count));
                }

                break;
            case Store:
                if (slots[a] is { Count: > 0 } stored)
                {
                    StoreField(stored, b % stored.Count, slots[c]);
                }

                break;
            case Assign: Set(slots, a, slots[b]); break;
            case New: Set(slots, a, Allocate(b, c, d)); break;
            case StoreRaw:
                if (slots[a] is { Raw.Length: > 0 } x)
                {
                    x.Raw[b % x.Raw.Length] = ((long)c << 32) | (uint)d;
                }

                break;
            case Move: MoveField(slots[a], b, slots[c], d); break;
            case Blit: BlitFields(slots[a], b, slots[c], d & 0xFFFF, d >> 16); break;
            case Call:
                for (int i = 0; i < 3; i++)
                {
                    if (o[2 + i] != 0)
                    {
                        slots[a + i] = slots[o[2 + i]];
                    }
                }

                break;
            case Return:
                Set(slots, a, slots[b]);
                Array.Clear(slots, c, d);
                break;
            case Weak: MakePair(slots, a, slots[b], null, 1); break;
            case Ephemeron: MakePair(slots, a, slots[b], slots[c], 2); break;
            case Deref:
                if (slots[b] is { Kind: 1 or 2 } reference)
                {
                    Set(slots, a, LoadField(reference, reference.Kind - 1));
                }

                break;
            case Walk: TellWalk(slots, a); break;
            default: throw new NotSupportedException($"operation {o[0]}");
        }
    }

    private static void Set(Node?[] slots, int slot, object? value)
    {
        if (slot != 0)
        {
            slots[slot] = (Node?)value;
        }
    }

    private Node? Allocate(int count, int raw, int packed)
    {
        try
        {
            Node node = Create(_allocated + 1, count, raw, packed);
            _tokens.Add(new Token(node));
            _finalizers |= node is FinalizableNode;
            Tell(Allocated, ++_allocated);
            _secret = fault == "leak" && _allocated == 2 ? node : _secret;
            return node;
        }
        catch (OutOfMemoryException)
        {
            Log.Add(Refused);
            return null;
        }
    }

    private Node Create(int number, int count, int raw, int packed)
    {
        int kind = packed & 15;
        return (kind, (packed >> 4) & 255) switch
        {
            (1, _) => new WeakNode(number, _run, count, raw),
            (3, _) => new FinalizableNode(number, _run, count, raw, packed >> 12, Find),
            (_, 1) when count <= InstanceNode.Most => new InstanceNode(number, _run, kind, count, raw),
            (_, 2) => new StructNode(number, _run, kind, count, raw),
            (_, 3) => new ListNode(number, _run, kind, count, raw),
            (_, 4) => new DictionaryNode(number, _run, kind, count, raw),
            _ => new ArrayNode(number, _run, kind, count, raw),
        };
    }

    /// <summary>In the finalizer thread.</summary>
    private void Find(FinalizableNode node)
    {
        lock (_found)
        {
            if (node.Run == _run)
            {
                _found.Add(node);
            }
        }
    }

    private void MakePair(Node?[] slots, int target, Node? first, Node? second, int kind)
    {
        if (first is null)
        {
            return;
        }

        Node? node = Allocate(kind, 0, kind); // a weak reference has one field, an ephemeron two
        if (node is not null)
        {
            node[0] = first;
        }

        if (node is not null && kind == 2)
        {
            node[1] = second;
        }

        Set(slots, target, node);
    }

    private object? LoadField(Node holder, int field)
    {
        object? value = holder[field];
        TellIfCleared(holder);
        Tell(Loaded, NameOf(value));
        return value;
    }

    /// <summary>Of a weak reference that was cleared nothing is told: it refers to something else from here on.</summary>
    private static void StoreField(Node holder, int field, object? value) => holder[field] = value;

    private void MoveField(Node? from, int b, Node? to, int d)
    {
        if (from is { Count: > 0 } && to is { Count: > 0 })
        {
            StoreField(to, d % to.Count, LoadField(from, b % from.Count));
            StoreField(from, b % from.Count, null);
        }
    }

    private void BlitFields(Node? from, int b, Node? to, int d, int count)
    {
        if (from is not { Count: > 0 } || to is not { Count: > 0 })
        {
            return;
        }

        (b, d) = (b % from.Count, d % to.Count);
        for (int i = Math.Min(count, Math.Min(from.Count - b, to.Count - d)); i > 0; i--)
        {
            StoreField(to, d++, LoadField(from, b++));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TellWalk(Node?[] slots, int top)
    {
        _walks++;
        TellClearings();
        List<Node> order = [];
        int start = Log.Count;
        Tell(Walked, top - 1);
        foreach (Node? root in slots.AsSpan(1, top - 1))
        {
            Log.Add(NameOf(root));
            Discover(root, order);
        }

        int at = Log.Count;
        Log.Add(0);
        for (int i = 0; i < order.Count; i++)
        {
            Node node = order[i];
            Log.AddRange([NameOf(node), node.Kind, node.Count, node.Raw.Length, 1]);
            for (int field = 0; field < node.Count; field++)
            {
                object? value = node[field];
                at += TellIfClearedMeanwhile(node, start);
                Log.Add(NameOf(value));
                Discover(value, order);
            }

            Log.AddRange(node.Raw);
        }

        Log[at] = order.Count;
    }

    /// <summary>What is cleared during a walk is told before it; what the walk has found is held.</summary>
    /// <returns>By how much the log has grown.</returns>
    private int TellIfClearedMeanwhile(Node node, int start)
    {
        if (node is not WeakNode { IsCleared: true } weak)
        {
            return 0;
        }

        weak.ForgetCleared();
        Log.InsertRange(start, [Cleared, node.Number]);
        return 2;
    }

    private void Discover(object? value, List<Node> order)
    {
        if (value is Node node && node.Walk != _walks)
        {
            node.Walk = _walks;
            order.Add(node);
        }
    }

    /// <summary>Collects, and waits for finalizers, which run in a thread of theirs.</summary>
    private void CollectAndTell(int generation, Node?[] slots)
    {
        Break(slots);
        bool full = generation is < 0 or >= Oldest;
        GC.Collect(full ? GC.MaxGeneration : generation, GCCollectionMode.Forced, blocking: true, compacting: full);
        if (_finalizers)
        {
            GC.WaitForPendingFinalizers();
            TellPending();
        }
        else
        {
            TellClearings();
        }

        TellDeaths();
        Log.Add(Collected);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TellPending()
    {
        FinalizableNode[] found;
        lock (_found)
        {
            found = [.. _found.OrderBy(node => node.Number)];
            _found.Clear();
        }

        TellClearings(); // a collection unasked may have found some of these after another one was over
        foreach (FinalizableNode node in found)
        {
            Tell(Pending, node.Number);
            _pending.Enqueue(node);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TellDeaths()
    {
        _tokens.RemoveAll(token =>
        {
            if (token.Object.IsAlive)
            {
                return false;
            }

            Tell(Released, token.Number);
            token.Cell?.Free();
            return true;
        });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TellClearings()
    {
        foreach (Token token in _tokens)
        {
            if (token.Cell is not null && token.Object.Target is Node node)
            {
                TellIfCleared(node);
            }
        }
    }

    private void TellIfCleared(Node node)
    {
        if (node is WeakNode { IsCleared: true } weak)
        {
            weak.ForgetCleared();
            Tell(Cleared, node.Number);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Break(Node?[] slots)
    {
        if (fault == "crash")
        {
            using var kill = Process.Start("kill", ["-SEGV", $"{Environment.ProcessId}"]);
            Thread.Sleep(10000);
        }

        while (fault == "hang")
        {
            Thread.Sleep(10);
        }

        if (fault == "early" && slots.OfType<Node>().MinBy(node => node.Number) is Node live)
        {
            Tell(Released, live.Number);
        }
    }

    private int NameOf(object? value) => value is null ? 0 : value is Node node && node.Run == _run ? node.Number : -1;

    private void Tell(int what, int number)
    {
        Log.Add(what);
        Log.Add(number);
    }

    /// <summary>The operations of the program or of a finalizer that runs in it.</summary>
    private sealed class Frame(int[] operations, Node?[] slots)
    {
        public int[] Operations => operations;

        public Node?[] Slots => slots;

        public int At { get; set; }
    }

    /// <summary>What tells that an object is gone for good: it follows it through its finalizer.</summary>
    private sealed class Token(Node node)
    {
        public int Number { get; } = node.Number;

        public Cell? Cell { get; } = (node as WeakNode)?.Cell;

        public WeakReference Object { get; } = new(node, trackResurrection: true);
    }
}
