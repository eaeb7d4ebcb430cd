using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>Passes that put several plain operations in the place of one that counts for more than they do.</summary>
internal static class WritingOutPasses
{
    private const int LongestProgram = 24;

    /// <summary>A copy becomes an allocation that is filled, or a reference that is written and cleared.</summary>
    public static bool WriteOutCopies(ShrinkSearch search)
    {
        bool helped = false;
        for (int i = search.Operations.Count - 1; i >= 0; i--)
        {
            if (i < search.Operations.Count && search.Operations[i].Kind is OperationKind.Copy or OperationKind.DeepCopy)
            {
                helped |= InPlaceOfCopy(search.Operations, i).Any(written => search.Try(With(search.Operations, i, written)));
            }
        }

        return helped;
    }

    /// <summary>
    /// Weak references become plain objects that refer to nothing; or one of them a plain object whose field is cleared at any later place.
    /// </summary>
    public static bool WriteOutAsCleared(ShrinkSearch search)
    {
        bool helped = search.Try(search.Operations.ConvertAll(o => IsWeak(o) ? Operation.New(o.RootAt(0), Shape.Plain(0)) : o))
            || search.Try(search.Operations.ConvertAll(o => IsWeak(o) ? Operation.New(o.RootAt(0), Shape.Plain(1)) : o));
        int count = search.Operations.Count;
        for (int i = 0; i < count && count <= LongestProgram; i++)
        {
            for (int place = i + 1; place <= count && IsWeak(search.Operations[i]); place++)
            {
                if (search.Try(ClearedAt(search.Operations, i, place)))
                {
                    return true;
                }
            }
        }

        return helped;
    }

    private static List<Operation> ClearedAt(List<Operation> operations, int index, int place)
    {
        Operation operation = operations[index];
        Root held = operation.RootAt(operation.Kind == OperationKind.Ephemeron ? 2 : 1);
        Root fresh = RootPasses.Fresh(ReplacementPasses.Roots(operations));
        List<Operation> candidate =
        [
            .. operations.Take(index),
            Operation.New(fresh, Shape.Plain(1)),
            Operation.Store(fresh, 0, held),
            Operation.Assign(operation.RootAt(0), fresh),
            .. operations.Take(place).Skip(index + 1),
            Operation.StoreNull(fresh, 0),
            .. operations.Skip(place),
        ];
        return candidate.ConvertAll(AsPlain);
    }

    private static Operation AsPlain(Operation operation) =>
        operation.Kind == OperationKind.Deref ? Operation.Load(operation.RootAt(0), operation.RootAt(1), 0) : operation;

    private static bool IsWeak(Operation operation) => operation.Kind is OperationKind.Weak or OperationKind.Ephemeron;

    private static IEnumerable<List<Operation>> InPlaceOfCopy(List<Operation> operations, int index)
    {
        Root target = operations[index].RootAt(0), source = operations[index].RootAt(1);
        Root fresh = RootPasses.Fresh(ReplacementPasses.Roots(operations));
        yield return [Operation.Assign(target, source), Operation.Clear(target)];
        foreach (Shape shape in operations.Where(o => o.Kind == OperationKind.New).Select(o => o.Shape).Distinct())
        {
            Root copy = target == source ? fresh : target;
            yield return [Operation.New(copy, shape), Operation.Store(copy, 0, source)];
            yield return [Operation.New(copy, shape), Operation.Blit(source, 0, copy, 0, Math.Max(1, shape.Fields))];
            if (target == source)
            {
                yield return [Operation.New(copy, shape), Operation.Store(copy, 0, source), Operation.Assign(target, copy)];
            }
        }
    }

    private static List<Operation> With(List<Operation> operations, int index, List<Operation> instead) =>
        [.. operations.Take(index), .. instead, .. operations.Skip(index + 1)];
}
