using System.Collections.Immutable;
using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Reporting;

/// <summary>What one <c>r1 = r0</c>, <c>copy</c> or <c>deepcopy</c> did.</summary>
/// <param name="Step">The step.</param>
/// <param name="Operation">The operation, as a program says it.</param>
/// <param name="Made">What it allocated.</param>
/// <param name="Shared">What its result leads to, itself included, that was there before.</param>
public readonly record struct CopyTableRow(int Step, string Operation, Tally Made, Tally Shared);

/// <summary>
/// What assignments and copies of a run made, and what their results share with what was there before: of <c>r1 = r0</c> everything is
/// shared, of <c>copy</c> the children, of <c>deepcopy</c> nothing, or what lies beyond the most objects that it copies.
/// </summary>
public sealed class CopyTable
{
    private readonly MutatorProgram _program;
    private readonly ModelHeap _model;
    private readonly int _lines;
    private readonly List<CopyTableRow> _rows = [];
    private int _nextNumber = 1;

    /// <summary>Makes an empty table.</summary>
    /// <param name="program">What is run.</param>
    /// <param name="model">Follows the run.</param>
    /// <param name="lines">The most rows that are kept; what each costs is linear in what its result leads to.</param>
    public CopyTable(MutatorProgram program, ModelHeap model, int lines)
    {
        _program = program;
        _model = model;
        _lines = lines;
    }

    /// <summary>The rows that are kept, in the order of the steps.</summary>
    public ImmutableArray<CopyTableRow> Rows => [.. _rows];

    /// <summary>Rows that there would be.</summary>
    public int AllRows { get; private set; }

    /// <summary>Takes note of a step that is over; to be called for each, in order.</summary>
    public void Observe(int step)
    {
        int first = _nextNumber;
        _nextNumber = _model.NextNumber;
        if (step == 0 || step > _program.Body.Length || !IsCopy(_program.Body[step - 1]))
        {
            return;
        }

        AllRows++;
        if (_rows.Count < _lines)
        {
            _rows.Add(RowOf(step, first));
        }
    }

    private static bool IsCopy(in Operation operation) => operation.IsCompound || operation.Kind == OperationKind.Assign;

    private CopyTableRow RowOf(int step, int first)
    {
        Operation operation = _program.Body[step - 1];
        Tally made = default, shared = default;
        for (int number = first; number < _nextNumber; number++)
        {
            made += new Tally(1, _model.WordsOf(number));
        }

        // A copy of null, or one that was refused, has no result.
        int result = operation.IsCompound && made.Objects == 0 ? 0 : _model.HandleAt(operation.RootAt(0));
        foreach (int number in ReachedFrom(result).Where(number => number < first))
        {
            shared += new Tally(1, _model.WordsOf(number));
        }

        return new CopyTableRow(step, HeapHistory.OperationOf(_program, step), made, shared);
    }

    private HashSet<int> ReachedFrom(int start)
    {
        var reached = new HashSet<int>();
        var pending = new Stack<int>();
        Visit(start);
        while (pending.TryPop(out int number))
        {
            foreach (int target in _model.FieldsOf(number)[_model.WeakFieldsOf(number)..])
            {
                Visit(target);
            }
        }

        return reached;

        void Visit(int number)
        {
            if (number != 0 && reached.Add(number))
            {
                pending.Push(number);
            }
        }
    }
}
