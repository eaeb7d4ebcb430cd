using GcVerify.Mutator;

namespace GcVerify.Properties.Oracle;

/// <summary>An object of the naive model. It stays when it is released: its fields still say what it referred to.</summary>
internal sealed class NaiveObject(int number, Shape shape, int words, int location, int generation)
{
    public int Number { get; } = number;

    public Shape Shape { get; } = shape;

    public int Words { get; } = words;

    public int Location { get; set; } = location;

    public int Generation { get; set; } = generation;

    public bool Present { get; set; } = true;

    public bool Pinned { get; set; } = shape.Kind == ObjectKind.Pinned;

    /// <summary>Whether its finalizer is still to be found due.</summary>
    public bool Registered { get; set; }

    public bool Finalized { get; set; }

    public int[] Fields { get; } = new int[shape.Fields];

    public long[] RawWords { get; } = [.. Enumerable.Range(0, shape.RawWords).Select(i => RawPattern.Of(number, i))];
}

/// <summary>What a program means, said in the plainest way: objects by number, frames as lists, every operation spelled out.</summary>
internal sealed class NaiveHeap(MutatorProgram program)
{
    private readonly int[] _globals = new int[program.Globals];
    private readonly List<int[]> _frames = [new int[program.Locals]];
    private readonly int _stackSlots = program.Locals + Limits.StackSlots;
    private readonly List<int> _pending = [];
    private readonly Stack<(int Frames, int Finalizer, bool Awaits, Operation Allocating)> _outer = new();
    private Operation _allocating;
    private Promises _promises = new() { UsableWords = 0 };

    public Dictionary<int, NaiveObject> Objects { get; } = [];

    /// <summary>What the operation loads, in order, as far as it was not reported yet.</summary>
    public Queue<int> Loads { get; } = new();

    public bool AwaitsAllocation { get; private set; }

    public bool Automatic { get; private set; } = true;

    public IEnumerable<NaiveObject> Present => Objects.Values.Where(o => o.Present);

    public IEnumerable<int> Roots => RootsWithPending(_pending.Count);

    public int Pending => _pending.Count;

    /// <summary>What the subject honours.</summary>
    public void Undertake(Promises promises) => _promises = promises;

    /// <summary>The roots, with so many of the pending finalizers' objects.</summary>
    public IEnumerable<int> RootsWithPending(int count) => _globals.Concat(_pending.Take(count)).Concat(_frames.SelectMany(frame => frame));

    public void AddPending(NaiveObject dead)
    {
        dead.Registered = false;
        dead.Finalized = true;
        _pending.Add(dead.Number);
    }

    /// <summary>The first of the pending finalizers begins.</summary>
    public void BeginFinalizer(int number)
    {
        int finalizer = Finalizers[number];
        _outer.Push((_frames.Count, finalizer, AwaitsAllocation, _allocating));
        AwaitsAllocation = false;
        _frames.Add(new int[program.Finalizers[finalizer].Locals]);
        _frames[^1][0] = number;
        _pending.RemoveAt(0);
    }

    public void EndFinalizer()
    {
        (int frames, _, AwaitsAllocation, _allocating) = _outer.Pop();
        _frames.RemoveRange(frames, _frames.Count - frames);
    }

    /// <summary>The finalizer of each object that has one.</summary>
    public Dictionary<int, int> Finalizers { get; } = [];

    /// <summary>Weak references and ephemerons that are there and refer to something weakly, with what.</summary>
    public IEnumerable<(int Holder, int Referent)> WeakReferences =>
        Present.Where(o => HeldWeakly(o) > 0 && o.Fields[0] != 0).Select(o => (o.Number, o.Fields[0]));

    /// <summary>How many fields do not keep alive by themselves.</summary>
    public int HeldWeakly(NaiveObject o) => o.Shape.Kind switch
    {
        ObjectKind.Weak when _promises.WeakReferences => 1,
        ObjectKind.Ephemeron when _promises.Ephemerons && o.Fields[0] != 0 => 2,
        _ => 0,
    };

    public void Execute(Operation operation)
    {
        Loads.Clear();
        AwaitsAllocation = false;
        switch (operation.Kind)
        {
            case OperationKind.New:
                Await(operation, true);
                break;
            case OperationKind.Weak or OperationKind.Ephemeron:
                Await(operation, Get(operation.RootAt(1)) != 0);
                break;
            case OperationKind.Assign:
                Set(operation.RootAt(0), Get(operation.RootAt(1)));
                break;
            case OperationKind.Clear:
                Set(operation.RootAt(0), 0);
                break;
            case OperationKind.Load when WithFields(operation.RootAt(1)) is { } holder:
                Load(operation.RootAt(0), holder.Fields[operation.C % holder.Fields.Length]);
                break;
            case OperationKind.Deref when Objects.GetValueOrDefault(Get(operation.RootAt(1))) is { } pair:
                if (pair.Shape.Kind is ObjectKind.Weak or ObjectKind.Ephemeron)
                {
                    Load(operation.RootAt(0), pair.Fields[pair.Shape.Kind == ObjectKind.Weak ? 0 : 1]);
                }

                break;
            case OperationKind.Store when WithFields(operation.RootAt(0)) is { } holder:
                holder.Fields[operation.B % holder.Fields.Length] = Get(operation.RootAt(2));
                break;
            case OperationKind.StoreNull when WithFields(operation.RootAt(0)) is { } holder:
                holder.Fields[operation.B % holder.Fields.Length] = 0;
                break;
            case OperationKind.StoreRaw when Objects.GetValueOrDefault(Get(operation.RootAt(0))) is { RawWords.Length: > 0 } holder:
                holder.RawWords[operation.B % holder.RawWords.Length] = operation.RawValue;
                break;
            case OperationKind.Move when WithFields(operation.RootAt(0)) is { } from && WithFields(operation.RootAt(2)) is { } to:
                Move(from, operation.B % from.Fields.Length, to, operation.D % to.Fields.Length);
                break;
            case OperationKind.Blit when WithFields(operation.RootAt(0)) is { } from && WithFields(operation.RootAt(2)) is { } to:
                Blit(from, operation.B % from.Fields.Length, to, operation.BlitField % to.Fields.Length, operation.BlitCount);
                break;
            case OperationKind.Call:
                Call(operation, _stackSlots);
                break;
            case OperationKind.ScratchCall:
                Call(operation, _stackSlots + Limits.ScratchSlots);
                break;
            case OperationKind.Return when _frames.Count > 1:
                Return(operation);
                break;
            case OperationKind.Pin or OperationKind.Unpin when Objects.GetValueOrDefault(Get(operation.RootAt(0))) is { } target:
                target.Pinned = operation.Kind == OperationKind.Pin;
                break;
            case OperationKind.Enable:
                Automatic = true;
                break;
            case OperationKind.Disable:
                Automatic = false;
                break;
            default:
                break;
        }
    }

    public void Allocate(int number, int words, int location, int generation)
    {
        AwaitsAllocation = false;
        Shape shape = _allocating.Kind switch
        {
            OperationKind.Weak => new Shape(ObjectKind.Weak, 1, 0),
            OperationKind.Ephemeron => new Shape(ObjectKind.Ephemeron, 2, 0),
            _ when _allocating.Shape.Kind == ObjectKind.Finalizable && _outer.TryPeek(out var running) && _allocating.Shape.Finalizer <= running.Finalizer =>
                Shape.Plain(_allocating.Shape.Fields, _allocating.Shape.RawWords),
            _ => _allocating.Shape with { Finalizer = -1 },
        };
        var allocated = new NaiveObject(number, shape, words, location, generation);
        Objects[number] = allocated;
        if (shape.Kind == ObjectKind.Finalizable)
        {
            Finalizers[number] = _allocating.Shape.Finalizer;
            allocated.Registered = _promises.Finalizers;
        }

        if (_allocating.Kind != OperationKind.New)
        {
            allocated.Fields[0] = Get(_allocating.RootAt(1));
        }

        if (_allocating.Kind == OperationKind.Ephemeron)
        {
            allocated.Fields[1] = Get(_allocating.RootAt(2));
        }

        Set(_allocating.RootAt(0), number);
    }

    public void Refuse()
    {
        AwaitsAllocation = false;
        Set(_allocating.RootAt(0), 0);
    }

    /// <summary>Everything that roots and immortal objects keep alive, released objects included.</summary>
    public HashSet<int> Reachable() => Reachable(Roots, Strong);

    /// <summary>Everything that the mutator can get at.</summary>
    public HashSet<int> Accessible() => Closure(Roots, _ => true, Strong);

    /// <summary>The same with fewer roots, or as if some fields were otherwise: <paramref name="weak"/> says how many of an object's fields do not count by themselves.</summary>
    public HashSet<int> Reachable(IEnumerable<int> roots, Func<NaiveObject, int> weak, bool values = true) => Closure(roots.Concat(Immortals), _ => true, weak, values);

    /// <summary>What roots and objects above generation <paramref name="oldest"/> lead to through younger objects alone.</summary>
    public HashSet<int> ReachableYoung(int oldest)
    {
        bool IsYoung(int number) => Objects[number].Generation <= oldest;
        NaiveObject[] old = [.. Present.Where(o => o.Generation > oldest)];
        var held = old.SelectMany(o => o.Fields.Skip(HeldWeakly(o))).ToList();
        while (true)
        {
            HashSet<int> reached = Closure(Roots.Concat(Immortals).Concat(held), IsYoung, Strong, oldKeys: n => !IsYoung(n));
            int before = held.Count;
            held.AddRange(old.Where(o => HeldWeakly(o) == 2 && (!IsYoung(o.Fields[0]) || reached.Contains(o.Fields[0]))).Select(o => o.Fields[1]).Except(held).ToList());
            if (held.Count == before)
            {
                return reached;
            }
        }
    }

    /// <summary>References to each object, from strong fields of the objects that are there and, if wanted, from roots.</summary>
    public Dictionary<int, int> Counts(bool fromRoots) =>
        Present.SelectMany(o => o.Fields.Skip(Math.Min(1, HeldWeakly(o)))).Concat(fromRoots ? Roots : [])
            .Where(n => n != 0).CountBy(n => n).ToDictionary();

    private IEnumerable<int> Immortals =>
        Objects.Values.Where(o => _promises.Immortals && o.Shape.Kind == ObjectKind.Immortal).Select(o => o.Number);

    private int Strong(NaiveObject o) => HeldWeakly(o);

    private HashSet<int> Closure(
        IEnumerable<int> start, Func<int, bool> enters, Func<NaiveObject, int> weak, bool values = true, Func<int, bool>? oldKeys = null)
    {
        var seen = new HashSet<int>();
        var work = new Stack<int>(start);
        while (true)
        {
            while (work.TryPop(out int number))
            {
                if (number != 0 && enters(number) && seen.Add(number))
                {
                    foreach (int target in Objects[number].Fields.Skip(weak(Objects[number])))
                    {
                        work.Push(target);
                    }
                }
            }

            bool IsAlive(int key) => seen.Contains(key) || oldKeys?.Invoke(key) == true;
            int[] more = !values ? [] : [.. seen.Where(n => weak(Objects[n]) == 2 && IsAlive(Objects[n].Fields[0])).Select(n => Objects[n].Fields[1])
                .Where(n => n != 0 && enters(n) && !seen.Contains(n))];
            if (more.Length == 0)
            {
                return seen;
            }

            Array.ForEach(more, work.Push);
        }
    }

    private NaiveObject? WithFields(Root root) => Objects.GetValueOrDefault(Get(root)) is { Fields.Length: > 0 } holder ? holder : null;

    private void Await(Operation operation, bool allocates)
    {
        _allocating = operation;
        AwaitsAllocation = allocates && (!operation.RootAt(0).IsGlobal || _globals.Length > 0);
    }

    private void Load(Root target, int value)
    {
        Loads.Enqueue(value);
        Set(target, value);
    }

    private void Move(NaiveObject from, int source, NaiveObject to, int target)
    {
        Loads.Enqueue(from.Fields[source]);
        to.Fields[target] = from.Fields[source];
        from.Fields[source] = 0;
    }

    private void Blit(NaiveObject from, int source, NaiveObject to, int target, int count)
    {
        for (int i = 0; i < count && source + i < from.Fields.Length && target + i < to.Fields.Length; i++)
        {
            Loads.Enqueue(from.Fields[source + i]);
            to.Fields[target + i] = from.Fields[source + i];
        }
    }

    private void Call(Operation operation, int slots)
    {
        if (_frames.Sum(frame => frame.Length) + operation.A > slots)
        {
            return;
        }

        int[] frame = new int[operation.A];
        for (int i = 0; i < Math.Min(3, frame.Length); i++)
        {
            frame[i] = operation.RootAt(i + 1).IsNone ? 0 : Get(operation.RootAt(i + 1));
        }

        _frames.Add(frame);
    }

    private void Return(Operation operation)
    {
        int result = operation.RootAt(1).IsNone ? 0 : Get(operation.RootAt(1));
        _frames.RemoveAt(_frames.Count - 1);
        if (!operation.RootAt(0).IsNone && !operation.RootAt(1).IsNone)
        {
            Set(operation.RootAt(0), result);
        }
    }

    private int Get(Root root)
    {
        int[] slots = root.IsGlobal ? _globals : _frames[^1];
        return slots.Length == 0 || root.IsNone ? 0 : slots[root.Index % slots.Length];
    }

    private void Set(Root root, int value)
    {
        int[] slots = root.IsGlobal ? _globals : _frames[^1];
        if (slots.Length > 0 && !root.IsNone)
        {
            slots[root.Index % slots.Length] = value;
        }
    }
}
