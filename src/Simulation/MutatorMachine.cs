using System.Runtime.CompilerServices;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Simulation;

/// <summary>
/// The mutator: executes primitive operations on the heap, with the barriers that the seam promises, and keeps no address across operations.
/// </summary>
internal partial class MutatorMachine : IFinalizerRunner
{
    // Generous for a linear algorithm, and still under a second for the largest heap of an ordinary program.
    private const int AccessesPerWord = 100;
    private const int AccessesAlways = 100_000;

    private readonly SimulationHost _host;
    private readonly WordHeap _heap;
    private readonly RootSet _roots;
    private ICollector _collector = null!;
    private IObserver _observer = null!;
    private long _accessLimit;
    private int _frameStart;
    private int _frameWords;
    private int _globalsStart;
    private int _globals;
    private int _programSlots;
    private int _operationIndex;
    private bool _weakReferences;
    private bool _ephemerons;

    public MutatorMachine()
    {
        _host = new SimulationHost { Finalizers = this };
        _heap = _host.Heap;
        _roots = _host.Roots;
        Graph = new HeapGraph(_heap, this);
        Walker = new HeapWalker(_heap, _roots);
    }

    public SimulationHost Host => _host;

    public HeapGraph Graph { get; }

    public HeapWalker Walker { get; }

    /// <summary>Whether the code that runs now is the collector's.</summary>
    public bool InCollector { get; private set; }

    /// <summary>Lays out an empty heap and makes the collector.</summary>
    public void Start(MutatorProgram program, Func<ICollectorHost, ICollector> collector, IObserver observer)
    {
        InCollector = false;
        _observer = observer;
        _host.Reset(program, observer);
        ResetFinalizers(program);
        _accessLimit = AccessesAlways + ((long)AccessesPerWord * _heap.Words);
        _heap.LimitAccesses(_accessLimit);
        InCollector = true;
        _collector = collector(_host);
        _host.Attach(_collector);
        _weakReferences = _collector.Promises.WeakReferences;
        _ephemerons = _collector.Promises.Ephemerons;
        InCollector = false;
        Graph.Collector = _collector;
        _programSlots = program.Locals + Limits.StackSlots;
        _globalsStart = _roots.Globals.Start;
        _globals = _roots.Globals.Words;
        _roots.Push(program.Locals);
        FrameChanged();
    }

    /// <summary>Walks the heap as it is.</summary>
    public int Walk() => Walker.Walk(_collector, _collector.Promises, _observer);

    /// <summary>The slot that a root operand names now; null where there are no globals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Address SlotOf(int code)
    {
        // Whether an operand names a local or a global, no branch predictor can guess.
        int global = code >> 31, number = code ^ global;
        int start = _frameStart ^ ((_frameStart ^ _globalsStart) & global), count = _frameWords ^ ((_frameWords ^ _globals) & global);
        return number < count ? new(start + number) : SlotBeyond(code, start, number, count);
    }

    private static Address SlotBeyond(int code, int start, int number, int count) =>
        count == 0 || code == Root.None.Code ? Address.Null : new(start + (number % count));

    /// <summary>An operand modulo what there is; nearly all lie within it, and a division costs more than to look.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Within(int operand, int count) => operand < count ? operand : operand % count;

    /// <summary>Executes one primitive operation and reports what came of it.</summary>
    public void Execute(int index, in Operation operation)
    {
        // What a finalizer does belongs to the operation of the program that made it run.
        if (_finalizerDepth == 0)
        {
            _operationIndex = index;
        }

        _observer.Executing(_operationIndex, operation);
        _heap.LimitAccesses(_accessLimit);
        switch (operation.Kind)
        {
            case OperationKind.New: New(SlotOf(operation.A), operation.Shape.WithinFinalizer(_runningFinalizer)); break;
            case OperationKind.Assign: SetRoot(SlotOf(operation.A), ReadRoot(SlotOf(operation.B))); break;
            case OperationKind.Clear: SetRoot(SlotOf(operation.A), Address.Null); break;
            case OperationKind.Load: Load(SlotOf(operation.A), ReadRoot(SlotOf(operation.B)), operation.C); break;
            case OperationKind.Store: Store(ReadRoot(SlotOf(operation.A)), operation.B, ReadRoot(SlotOf(operation.C))); break;
            case OperationKind.StoreNull: Store(ReadRoot(SlotOf(operation.A)), operation.B, Address.Null); break;
            case OperationKind.StoreRaw: StoreRaw(ReadRoot(SlotOf(operation.A)), operation.B, operation.RawValue); break;
            case OperationKind.Move: Move(operation); break;
            case OperationKind.Blit: Blit(operation); break;
            case OperationKind.Call: Call(operation, _programSlots); break;
            case OperationKind.ScratchCall: Call(operation, _programSlots + Limits.ScratchSlots); break;
            case OperationKind.Return: Return(operation); break;
            case OperationKind.Weak: NewWeak(operation); break;
            case OperationKind.Deref: Deref(operation); break;
            case OperationKind.Ephemeron: NewEphemeron(operation); break;
            case OperationKind.Collect: Collect(operation.A); break;
            case OperationKind.Step: Step(operation.A); break;
            case OperationKind.Finalize: RunPending(); break;
            case OperationKind.Enable: _host.AutomaticCollection = true; break;
            case OperationKind.Disable: _host.AutomaticCollection = false; break;
            case OperationKind.Threshold: SetThreshold(operation.A, operation.B); break;
            case OperationKind.Pin: Pin(ReadRoot(SlotOf(operation.A)), true); break;
            case OperationKind.Unpin: Pin(ReadRoot(SlotOf(operation.A)), false); break;
            case OperationKind.Region: break;
            default: throw NotExpanded(operation.Kind);
        }

        EndOperation();
        _host.CheckMetadata();
        if (_runAtEnd)
        {
            RunPending();
        }

        if (_heap.Fault is { } fault)
        {
            throw new HeapFaultException(fault);
        }
    }

    /// <summary>Reports what the operation has released and made pending.</summary>
    private void EndOperation()
    {
        _host.Flush();
        if (_announced.Count > 0)
        {
            Announce();
        }
    }

    private static InvalidOperationException NotExpanded(OperationKind kind) => new($"Compound operation {kind} was not expanded.");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Address ReadRoot(Address slot) => slot.IsNull ? Address.Null : _heap.ReadReference(slot);

    private void SetRoot(Address slot, Address value)
    {
        if (slot.IsNull)
        {
            return;
        }

        (bool, bool) outer = EnterBarrier();
        _collector.RootBarrier(slot, value);
        LeaveBarrier(outer);
        _heap.WriteReference(slot, value);
    }

    private void SetThreshold(int generation, int value)
    {
        if (generation < _collector.Promises.Thresholds.Length)
        {
            _host.SetThreshold(generation, value);
        }
    }

    private void Pin(Address address, bool pinned)
    {
        if (!address.IsNull)
        {
            _host.SetPinned(address, pinned);
        }
    }

    private void Collect(int generation)
    {
        long before = _heap.Accesses;
        InCollector = true;
        _collector.Collect(new CollectionRequest(generation));
        InCollector = false;
        _observer.Paused(_heap.Accesses - before);
    }

    private void Step(int budget)
    {
        long before = AccessesWithoutFinalizers;
        InCollector = true;
        _collector.Step(budget);
        InCollector = false;
        _observer.Paused(AccessesWithoutFinalizers - before);
    }
}
