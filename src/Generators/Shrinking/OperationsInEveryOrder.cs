using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>
/// All canonical programs (<see cref="Enumeration"/>) of one length that are made of some operations, whatever roots and fields these name:
/// depth first, the simplest operation first, so that of the programs with the same operations the simplest comes first.
/// </summary>
internal sealed class OperationsInEveryOrder
{
    private readonly List<(Operation Operation, int Of)> _alphabet = [];
    private readonly int[] _times;
    private readonly int[] _left;
    private readonly EnumerationState[] _states;
    private readonly List<Operation> _program = [];
    private readonly int _length;
    private readonly bool _ofEach;

    /// <summary>Programs in which operations occur so many times at most.</summary>
    /// <param name="operations">The operations, each once; which roots and fields they name does not matter.</param>
    /// <param name="times">How often each of them may occur.</param>
    /// <param name="length">Operations of each program.</param>
    /// <param name="roots">Locals that may be used.</param>
    public OperationsInEveryOrder(List<Operation> operations, int[] times, int length, int roots)
        : this(operations, times, length, roots, ofEach: false)
    {
    }

    private OperationsInEveryOrder(List<Operation> operations, int[] times, int length, int roots, bool ofEach)
    {
        int fields = operations.Select(FieldsAllocated).DefaultIfEmpty(0).Max();
        for (int of = 0; of < operations.Count; of++)
        {
            foreach (Operation operation in WithEveryField(operations[of], fields).SelectMany(o => WithEveryRoot(o, 0, roots)))
            {
                _alphabet.Add((operation, of));
            }
        }

        _alphabet.Sort((left, right) => ProgramOrder.CompareOperations(left.Operation, right.Operation));
        _times = times;
        _left = [.. times];
        _states = [.. Enumerable.Range(0, length + 1).Select(_ => new EnumerationState(roots, length, fields))];
        _length = length;
        _ofEach = ofEach;
    }

    /// <summary>
    /// Programs in which each operation occurs, as often as may be, and which take roots into use in any order: that in which a collector
    /// visits them may count.
    /// </summary>
    public static OperationsInEveryOrder OfEach(List<Operation> operations, int length, int roots) =>
        new(operations, [.. Enumerable.Repeat(length, operations.Count)], length, roots, ofEach: true);

    /// <summary>Whether programs with such an operation can be enumerated: what it does to roots and fields is followed.</summary>
    public static bool CanFollow(Operation operation) => operation.Kind switch
    {
        OperationKind.Call or OperationKind.Return or OperationKind.ScratchCall or OperationKind.Region => false,
        OperationKind.Copy or OperationKind.DeepCopy or OperationKind.StoreRaw => false,
        OperationKind.Blit => operation.BlitCount == 1,
        _ => true,
    };

    /// <summary>Shows each program as long as that returns true.</summary>
    public void Visit(Func<List<Operation>, bool> show) => Visit(0, show);

    private bool Visit(int depth, Func<List<Operation>, bool> show)
    {
        if (depth == _length)
        {
            return show([.. _program]);
        }

        if (_ofEach && _left.Where((left, of) => left == _times[of]).Count() > _length - depth)
        {
            return true;
        }

        EnumerationState state = _states[depth];
        foreach ((Operation operation, int of) in _alphabet)
        {
            if (_left[of] > 0 && (_ofEach ? state.DoesSomething(operation) : state.Permits(operation)))
            {
                _left[of]--;
                _program.Add(operation);
                _states[depth + 1].Become(state, operation);
                bool goesOn = Visit(depth + 1, show);
                _program.RemoveAt(depth);
                _left[of]++;
                if (!goesOn)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static int FieldsAllocated(Operation operation) => operation.Kind switch
    {
        OperationKind.New => operation.Shape.Fields,
        OperationKind.Weak => Shape.WeakReference.Fields,
        OperationKind.Ephemeron => Shape.KeyAndValue.Fields,
        _ => 0,
    };

    private static IEnumerable<Operation> WithEveryRoot(Operation operation, int position, int roots)
    {
        int mask = Operation.RootMask(operation.Kind);
        if (mask >> position == 0)
        {
            return [operation];
        }

        return (mask & (1 << position)) == 0
            ? WithEveryRoot(operation, position + 1, roots)
            : Enumerable.Range(0, roots)
                .SelectMany(root => WithEveryRoot(operation.WithRoot(position, Root.Local(root)), position + 1, roots));
    }

    private static IEnumerable<Operation> WithEveryField(Operation operation, int fields)
    {
        IEnumerable<int> every = Enumerable.Range(0, fields);
        return operation.Kind switch
        {
            OperationKind.Load or OperationKind.Store or OperationKind.StoreNull =>
                every.Select(field => FieldNames.WithFields(operation, _ => field)),
            OperationKind.Move => every.SelectMany(
                _ => every, (from, to) => Operation.Move(operation.RootAt(0), from, operation.RootAt(2), to)),
            OperationKind.Blit => every.SelectMany(
                _ => every, (from, to) => Operation.Blit(operation.RootAt(0), from, operation.RootAt(2), to, operation.BlitCount)),
            _ => [operation],
        };
    }
}
