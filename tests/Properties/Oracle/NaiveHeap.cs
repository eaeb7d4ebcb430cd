using GcVerify.Mutator;

namespace GcVerify.Properties.Oracle;

/// <summary>What a program means, said in the plainest way: objects by number, frames as lists, every operation spelled out.</summary>
internal sealed partial class NaiveHeap(MutatorProgram program)
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

    /// <summary>What the operation took up that need not have been reachable: what it loaded weakly, and values of ephemerons that it gave another key.</summary>
    public List<int> TakenUp { get; } = [];

    /// <summary>Keys and old values of ephemerons that the operation gave another value.</summary>
    public List<(int Key, int Value)> ValuesChanged { get; } = [];

    /// <summary>Weak references, ephemerons and finalizers that a collection has to look after.</summary>
    public int References => Present.Count(o => WeakSlots(o) > 0 || o.Registered);

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

    /// <summary>How many fields are weak slots.</summary>
    public int WeakSlots(NaiveObject o) => o.Shape.Kind switch
    {
        ObjectKind.Weak when _promises.WeakReferences => 1,
        ObjectKind.Ephemeron when _promises.Ephemerons => 2,
        _ => 0,
    };

    /// <summary>How many fields do not keep alive by themselves.</summary>
    public int HeldWeakly(NaiveObject o) => o.Shape.Kind switch
    {
        ObjectKind.Weak when _promises.WeakReferences => 1,
        ObjectKind.Ephemeron when _promises.Ephemerons && o.Fields[0] != 0 => 2,
        _ => 0,
    };

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
}
