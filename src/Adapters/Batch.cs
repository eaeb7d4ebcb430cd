using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GcVerify.Mutator;

namespace GcVerify.Adapters;

/// <summary>
/// A program as a process is given it, request by request: compound operations expanded, roots turned into slots, walks in their
/// places, the epilogue at its end. One request is enough unless what the process tells is needed to go on: a compound operation
/// after weak references may have been cleared or finalizers may have run, and how many collections the epilogue takes. Reusable.
/// </summary>
internal sealed class Batch
{
    private readonly ProgramMirror _mirror = new();
    private readonly WireWriter _writer;
    private readonly Expansion _expansion = new();
    private readonly List<BatchStep> _steps = [];
    private MutatorProgram _program = null!;
    private ObservationPlan _plan;
    private Promises _promises = null!;
    private int _next;
    private int _limit;
    private int _sentBefore;
    private int _collections;
    private int _bodySlots;
    private bool _isUncertain;
    private bool _mayFinalize;
    private bool _collectedFully;
    private long _credit;
    private long _lastVisited;

    /// <summary>A batch of nothing.</summary>
    public Batch() => _writer = new WireWriter(_mirror);

    /// <summary>What is to be reported of the requests so far, in order.</summary>
    public ReadOnlySpan<BatchStep> Steps => CollectionsMarshal.AsSpan(_steps);

    /// <summary>The program.</summary>
    public MutatorProgram Program => _program;

    /// <summary>What is to be sent in this request.</summary>
    public ReadOnlySpan<int> Numbers => _writer.Numbers;

    /// <summary>Operations to be sent in this request.</summary>
    public int Sent => _writer.Count;

    /// <summary>Operations sent in this request and those before it.</summary>
    public int SentInAll => _sentBefore + Sent;

    /// <summary>The last step that the process is asked for.</summary>
    public BatchStep LastSent => _steps.FindLast(step => step.Code != default);

    /// <summary>The finalizers of the program, if the runtime runs any.</summary>
    public ImmutableArray<FinalizerBatch> Finalizers { get; private set; } = [];

    /// <summary>Slots that the operations need, slot 0 included.</summary>
    public int Slots => Math.Max(_mirror.Slots, _bodySlots);

    /// <summary>Whether the run goes on in another request.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Operations of this request, and objects that its walks visit.</summary>
    public long Work { get; private set; }

    /// <summary>Begins with a program, of which no more than so many operations are to be sent; what follows is left out.</summary>
    /// <exception cref="AdapterException">A finalizer of the program cannot be sent.</exception>
    public void Begin(MutatorProgram program, ObservationPlan plan, Promises promises, int limit = int.MaxValue)
    {
        (_program, _plan, _promises, _limit) = (program, plan, promises, limit);
        Finalizers = promises.Finalizers ? FinalizerBatch.Of(program, promises) : [];
        _bodySlots = Finalizers.Select(finalizer => finalizer.Slots).DefaultIfEmpty().Max();
        _mirror.Promises = promises;
        _mirror.Reset(program.Globals, program.Locals);
        _writer.Begin(promises);
        _steps.Clear();
        _next = _sentBefore = _collections = 0;
        _isUncertain = _mayFinalize = _collectedFully = false;
        _credit = _lastVisited = 0;
        HasMore = true;
    }

    /// <summary>Writes the next request, while <see cref="HasMore"/>.</summary>
    /// <param name="told">What became of the run so far, by what the process has told; not looked at for the first request.</param>
    public void WriteRequest(MirrorFollower told)
    {
        int before = _steps.Count;
        _sentBefore += _writer.Count;
        _writer.Clear();
        Work = 0;
        HasMore = WriteBody(told) || WriteEpilogue(told);
        if (SentInAll >= _limit)
        {
            Cut();
        }

        Work += _steps.Count - before;
    }

    /// <returns>Whether a compound operation has to wait for another request.</returns>
    private bool WriteBody(MirrorFollower told)
    {
        ReadOnlySpan<Operation> body = _program.Body;
        for (; _next < body.Length; _next++)
        {
            if (body[_next].IsCompound)
            {
                if (_isUncertain && _writer.Count > 0)
                {
                    return true;
                }

                AddExpanded(_next, body[_next], _isUncertain ? told.Mirror : _mirror);
            }
            else
            {
                Add(_next, body[_next]);
            }

            AddWalkIfDue(_next);
        }

        return false;
    }

    /// <summary>
    /// Full collections to quiescence, none of which finds anything to finalize, then a walk. Where more than one may be needed, as many as
    /// are: of a request of its own, the walk ends the run.
    /// </summary>
    /// <returns>Whether what comes of the collections decides how to go on.</returns>
    private bool WriteEpilogue(MirrorFollower told)
    {
        bool first = _collections == 0, depends = _mayFinalize || _promises.CollectionsToQuiescence > 1;
        bool again = first
            || (_mayFinalize && told.Finalized && _collections <= (2 + told.Mirror.Allocated) * _promises.CollectionsToQuiescence)
            || (_collections < _promises.CollectionsToQuiescence && told.MayHaveGarbage);
        if (again)
        {
            told.Finalized = false;
            int count = first && depends ? 1 : _promises.CollectionsToQuiescence;
            _collections += count;
            for (int i = 0; i < count; i++)
            {
                Add(_program.Body.Length, Operation.Collect());
            }

            if (depends)
            {
                return true;
            }
        }

        if (_plan.OperationsPerObject > 0)
        {
            AddWalk(_program.Body.Length);
        }

        return false;
    }

    /// <summary>Leaves out what is beyond the limit.</summary>
    private void Cut()
    {
        int beyond = SentInAll - _limit;
        _writer.Cut(_writer.Count - beyond);
        while (_steps.Count > 0 && (beyond > 0 || _steps[^1].Code == default))
        {
            beyond -= _steps[^1].Code == default ? 0 : 1;
            _steps.RemoveAt(_steps.Count - 1);
        }

        HasMore = false;
    }

    private void AddExpanded(int index, in Operation operation, IObjectGraph graph)
    {
        foreach (ref readonly Operation primitive in _expansion.Expand(operation, graph))
        {
            Add(index, primitive);
        }
    }

    private void Add(int index, in Operation operation)
    {
        WireCode code = _writer.Write(operation);
        _mirror.Execute(operation);
        _collectedFully |= operation.Kind == OperationKind.Collect;
        _steps.Add(new BatchStep(index, operation, code));
        NoteUncertainty(operation);
    }

    private void NoteUncertainty(in Operation operation)
    {
        if (operation.Kind is OperationKind.New or OperationKind.Weak or OperationKind.Ephemeron)
        {
            ObjectKind kind = operation.Kind switch
            {
                OperationKind.Weak => ObjectKind.Weak,
                OperationKind.Ephemeron => ObjectKind.Ephemeron,
                _ => operation.Shape.Kind,
            };
            _mayFinalize |= _promises.Finalizers && kind == ObjectKind.Finalizable;
            _isUncertain |= _mayFinalize
                || (_promises.WeakReferences && kind == ObjectKind.Weak)
                || (_promises.Ephemerons && kind == ObjectKind.Ephemeron);
        }
    }

    private void AddWalkIfDue(int index)
    {
        if (_plan.OperationsPerObject <= 0 || _plan.AtEndOnly)
        {
            return;
        }

        _credit++;
        bool full = _collectedFully;
        if (_plan.WalksAfter(index) || full || _credit > _lastVisited * _plan.OperationsPerObject)
        {
            AddWalk(index);
            _collectedFully = false;
            _credit = full ? _credit : 0;
        }
    }

    private void AddWalk(int index)
    {
        _steps.Add(new BatchStep(index, default, _writer.WriteWalk()));
        _lastVisited = _mirror.Top + _mirror.CountReachable();
        Work += _lastVisited;
    }
}
