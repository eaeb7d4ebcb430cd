using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Simulation;

/// <summary>Finalizers: programs that run in a fresh frame, inside a collection or when they are asked for.</summary>
internal partial class MutatorMachine
{
    // A finalizer may collect, which may finalize, and so on; deeper than this they wait for the end of the operation.
    internal const int DeepestFinalizer = 16;

    private readonly List<int> _finalizers = [];
    private readonly List<int> _announced = [];
    private readonly List<Expansion> _expansions = [];
    private MutatorProgram _program = null!;
    private long _finalizerAccesses;
    private int _finalizerDepth;
    private int _runningFinalizer = -1;
    private int _baseDepth = 1;
    private bool _inBarrier;
    private bool _runAtEnd;

    /// <summary>Executes an operation, compound ones after expansion.</summary>
    public void ExecuteExpanded(int index, in Operation operation)
    {
        if (!operation.IsCompound)
        {
            Execute(index, operation);
            return;
        }

        while (_expansions.Count <= _finalizerDepth)
        {
            _expansions.Add(new Expansion());
        }

        foreach (ref readonly Operation primitive in _expansions[_finalizerDepth].Expand(operation, Graph))
        {
            Execute(index, primitive);
        }
    }

    /// <summary>The finalizer of an object, as an index into the program's, or -1.</summary>
    public int FinalizerOf(int number) => number < _finalizers.Count ? _finalizers[number] : -1;

    public bool LeaveCollector()
    {
        bool inCollector = InCollector;
        InCollector = false;
        return inCollector;
    }

    public void EnterCollector(bool inCollector) => InCollector = inCollector;

    public void Run(Address address)
    {
        if (_inBarrier || _finalizerDepth == DeepestFinalizer)
        {
            Enqueue(address);
            _runAtEnd = true;
            return;
        }

        bool inCollector = LeaveCollector();
        _host.Finalized = true;
        _host.FlushWithWeak();
        long before = _heap.Accesses;
        RunNow(address);
        _finalizerAccesses += _heap.Accesses - before;
        _heap.LimitAccesses(_accessLimit);
        EnterCollector(inCollector);
    }

    public void Enqueue(Address address)
    {
        Address slot = _roots.AddPending();
        if (slot.IsNull)
        {
            throw new InvalidOperationException("More finalizers are pending than the root area has room for.");
        }

        _host.Finalized = true;
        _announced.Add(new Header(_heap.Peek(address)).Number);
        SetRoot(slot, address);
        if (!_inBarrier)
        {
            bool inCollector = LeaveCollector();
            Announce();
            EnterCollector(inCollector);
        }
    }

    // What a barrier releases counts from the end of the operation, and so do finalizers that it makes pending.
    private void Announce()
    {
        _host.FlushWithWeak();
        foreach (int number in _announced)
        {
            _observer.FinalizerPending(number);
        }

        _announced.Clear();
    }

    /// <summary>Accesses so far, without those of finalizers that ran inside collections: what the collector does is its work, what the program does is not.</summary>
    private long AccessesWithoutFinalizers => _heap.Accesses - _finalizerAccesses;

    private void ResetFinalizers(MutatorProgram program)
    {
        _finalizerAccesses = 0;
        _announced.Clear();
        _program = program;
        _finalizers.Clear();
        _finalizerDepth = 0;
        _runningFinalizer = -1;
        _baseDepth = 1;
        _inBarrier = false;
        _runAtEnd = false;
    }

    private void RememberFinalizer(int number, int finalizer)
    {
        while (_finalizers.Count <= number)
        {
            _finalizers.Add(-1);
        }

        _finalizers[number] = finalizer;
    }

    private void RunPending()
    {
        _runAtEnd = false;
        for (int left = _roots.Pending.Words; left > 0 && _roots.Pending.Words > 0; left--)
        {
            var slot = new Address(_roots.Pending.Start);
            RunNow(ReadRoot(slot), slot);
        }
    }

    private void RunNow(Address address, Address pendingSlot = default)
    {
        int number = HeaderOf(address).Number;
        int index = FinalizerOf(number);
        FinalizerBody? body = index >= 0 && index < _program.Finalizers.Length ? _program.Finalizers[index] : null;
        int outerBase = _baseDepth, outerFinalizer = _runningFinalizer;
        _observer.FinalizerStarted(number);
        _roots.Push(body?.Locals ?? 1);
        FrameChanged();
        _baseDepth = _roots.Depth;
        _finalizerDepth++;
        _runningFinalizer = index;
        SetRoot(new(_frameStart), address);
        if (!pendingSlot.IsNull)
        {
            SetRoot(pendingSlot, Address.Null);
            _roots.RemoveFirstPending(SetRoot);
        }

        for (int i = 0; body is not null && i < body.Body.Length && !_observer.Stopped; i++)
        {
            ExecuteExpanded(i, body.Body[i]);
        }

        while (_roots.Depth >= _baseDepth)
        {
            PopFrame();
        }

        _finalizerDepth--;
        _runningFinalizer = outerFinalizer;
        _baseDepth = outerBase;
        FrameChanged();
        _observer.FinalizerEnded();
        EndOperation();
    }
}
