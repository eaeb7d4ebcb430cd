using System.Collections.Immutable;
using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>The search that the passes share: the best program so far, the budget, and which candidates have been tried.</summary>
internal sealed class ShrinkSearch
{
    private readonly MutatorProgram _origin;
    private readonly Func<MutatorProgram, bool> _fails;
    private readonly HashSet<ulong> _tried = [];
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

    /// <summary>Programs executed.</summary>
    public int Executions { get; private set; }

    /// <summary>Whether the budget is used up.</summary>
    public bool IsOver => Executions >= _budget;

    /// <summary>Whether the best program is one that has been executed, and not the origin.</summary>
    public bool HasImproved { get; private set; }

    /// <summary>Takes other operations for the best program if they are simpler and fail in the same way.</summary>
    public bool Try(List<Operation> operations) => Try(operations, Best.HeapWords);

    /// <summary>As <see cref="Try(List{Operation})"/>, with another size of heap.</summary>
    public bool Try(List<Operation> operations, int heapWords)
    {
        if (IsOver || operations.Count == 0)
        {
            return false;
        }

        var candidate = ShrinkCandidate.Of(operations, _origin, heapWords);
        if (ProgramOrder.Compare(candidate, Best) >= 0 || !_tried.Add(candidate.Fingerprint()))
        {
            return false;
        }

        Executions++;
        if (!_fails(Fill(candidate)))
        {
            return false;
        }

        Best = candidate;
        HasImproved = true;
        return true;
    }

    /// <summary>The best program, with the finalizers and names that it still uses.</summary>
    public MutatorProgram Result() => HasImproved ? Fill(Best).Clone() : _origin;

    private MutatorProgram Fill(ShrinkCandidate candidate)
    {
        _buffer.Clear();
        _buffer.Locals = candidate.Locals;
        _buffer.Globals = candidate.Globals;
        _buffer.HeapWords = candidate.HeapWords;
        bool finalizable = candidate.Operations.Exists(o => o.Kind == OperationKind.New && o.Shape.Kind == ObjectKind.Finalizable);
        _buffer.Finalizers = finalizable ? _origin.Finalizers : ImmutableArray<FinalizerBody>.Empty;
        _buffer.Regions = _origin.Regions;
        foreach (Operation operation in candidate.Operations)
        {
            _buffer.Add(operation);
        }

        return _buffer.View();
    }
}
