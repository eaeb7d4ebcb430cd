using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>The search that the passes share: the best program so far, the budget, and which candidates have been tried.</summary>
internal sealed class ShrinkSearch
{
    private readonly MutatorProgram _origin;
    private readonly Func<MutatorProgram, bool> _fails;
    private readonly HashSet<ulong> _tried = [], _failing = [];
    private ShrinkCandidate? _bestBefore;
    private readonly ProgramBuffer _buffer = new();
    private readonly int _budget;

    public ShrinkSearch(MutatorProgram program, Func<MutatorProgram, bool> fails, int budget)
    {
        _origin = program;
        _fails = fails;
        _budget = budget;
        Best = ShrinkCandidate.Of(program);
    }

    /// <summary>The simplest failing program so far. Not to be changed in place.</summary>
    public ShrinkCandidate Best { get; private set; }

    /// <summary>The finalizer whose body the passes change, or -1: the operations outside of finalizers.</summary>
    public int Finalizer { get; set; } = -1;

    /// <summary>The operations that the passes change. Not to be changed in place.</summary>
    public List<Operation> Operations => Finalizer < 0 ? Best.Operations : Best.Finalizers[Finalizer].Body;

    /// <summary>Whether operations are left out from the start of the program first, rather than from its end.</summary>
    public bool FromStart { get; private set; }

    /// <summary>Programs executed.</summary>
    public int Executions { get; private set; }

    /// <summary>Whether the budget is used up.</summary>
    public bool IsOver => Executions >= _budget;

    /// <summary>Whether the best program is one that has been executed, and not the origin.</summary>
    public bool HasImproved { get; private set; }

    /// <summary>Whether the numbers of finalizers are those that candidates give them: no change to one then moves another that comes before it.</summary>
    public bool IsNumbered => HasImproved
        || ProgramOrder.Compare(ShrinkCandidate.Of(Best.Operations, Best.Finalizers, _origin, Best.HeapWords), Best) == 0;

    /// <summary>Takes other operations for the best program if they are simpler and fail in the same way.</summary>
    public bool Try(List<Operation> operations) => Try(operations, Best.HeapWords);

    /// <summary>As <see cref="Try(List{Operation})"/>, with another size of heap.</summary>
    public bool Try(List<Operation> operations, int heapWords)
    {
        if (Finalizer < 0)
        {
            return Try(operations, Best.Finalizers, heapWords);
        }

        ShrinkFinalizer[] finalizers = [.. Best.Finalizers];
        finalizers[Finalizer] = finalizers[Finalizer].WithBody(operations);
        return Try(Best.Operations, finalizers, heapWords);
    }

    /// <summary>As <see cref="Try(List{Operation})"/>, for all that there is: operations outside of finalizers, and finalizers.</summary>
    public bool Try(List<Operation> operations, ShrinkFinalizer[] finalizers, int heapWords)
    {
        if (IsOver || operations.Count == 0)
        {
            return false;
        }

        var candidate = ShrinkCandidate.Of(operations, finalizers, _origin, heapWords);
        if (ProgramOrder.Compare(candidate, Best) >= 0 || !Fails(candidate))
        {
            return false;
        }

        Best = candidate;
        HasImproved = true;
        return true;
    }

    /// <summary>Starts again from the origin, to come to another program by another way; what has been executed is known.</summary>
    public void Restart()
    {
        _bestBefore = Best;
        Best = ShrinkCandidate.Of(_origin);
        FromStart = true;
    }

    /// <summary>Whether the best program is smaller than that before the restart.</summary>
    public bool IsBetterThanBefore => _bestBefore is not null && ProgramOrder.Weight(Best) < ProgramOrder.Weight(_bestBefore);

    /// <summary>Returns to the best program before the restart, if it is simpler.</summary>
    public void Settle()
    {
        if (_bestBefore is not null && ProgramOrder.Compare(_bestBefore, Best) < 0)
        {
            Best = _bestBefore;
        }
    }

    private bool Fails(ShrinkCandidate candidate)
    {
        ulong fingerprint = candidate.Fingerprint();
        if (!_tried.Add(fingerprint))
        {
            return FromStart && _failing.Contains(fingerprint);
        }

        Executions++;
        bool fails = _fails(Fill(candidate));
        if (fails)
        {
            _failing.Add(fingerprint);
        }

        return fails;
    }

    /// <summary>The best program, with the finalizers and names that it still uses.</summary>
    public MutatorProgram Result() => HasImproved ? Fill(Best).Clone() : _origin;

    private MutatorProgram Fill(ShrinkCandidate candidate)
    {
        _buffer.Clear();
        _buffer.Locals = candidate.Locals;
        _buffer.Globals = candidate.Globals;
        _buffer.HeapWords = candidate.HeapWords;
        _buffer.Finalizers = [.. candidate.Finalizers.Select(finalizer => new FinalizerBody(finalizer.Name, finalizer.Locals, [.. finalizer.Body]))];
        _buffer.Regions = _origin.Regions;
        foreach (Operation operation in candidate.Operations)
        {
            _buffer.Add(operation);
        }

        return _buffer.View();
    }
}
