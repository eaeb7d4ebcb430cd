using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>Passes that do without finalizers: what they do, or that the object is kept for them, a program can do itself.</summary>
internal static class InliningPasses
{
    private const int MostPlaces = 24;

    /// <summary>Objects have no finalizer, and a root of their own keeps each.</summary>
    public static bool KeepInsteadOfFinalizing(ShrinkSearch search)
    {
        if (search.Best.Finalizers.Length == 0)
        {
            return false;
        }

        int next = RootPasses.Fresh(ReplacementPasses.Roots(search.Operations)).Index;
        return search.Try(search.Operations.ConvertAll(o => IsFinalizable(o) ? Operation.New(o.RootAt(0), Plain(o.Shape)) : o))
            || search.Try([.. search.Operations.SelectMany(Kept)]);

        IEnumerable<Operation> Kept(Operation operation)
        {
            if (!IsFinalizable(operation))
            {
                return [operation];
            }

            var own = Root.Local(Math.Min(Limits.Locals - 1, next++));
            return [Operation.New(own, Plain(operation.Shape)), Operation.Assign(operation.RootAt(0), own)];
        }
    }

    /// <summary>
    /// What a finalizer does is done at some place of the program, with roots of its own, and the object has no finalizer.
    /// </summary>
    public static bool InlineBodies(ShrinkSearch search)
    {
        for (int allocation = 0; allocation < search.Operations.Count; allocation++)
        {
            Operation operation = search.Operations[allocation];
            if (IsFinalizable(operation) && operation.Shape.Finalizer < search.Best.Finalizers.Length)
            {
                int last = Math.Min(search.Operations.Count, allocation + MostPlaces);
                for (int place = allocation + 1; place <= last; place++)
                {
                    if (TryInlined(search, allocation, place))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static bool TryInlined(ShrinkSearch search, int allocation, int place)
    {
        List<Operation> operations = search.Operations;
        Operation finalizable = operations[allocation];
        int finalizer = finalizable.Shape.Finalizer;
        int first = RootPasses.Fresh(ReplacementPasses.Roots(operations)).Index;
        List<Operation> body = RootPasses.Rename(
            search.Best.Finalizers[finalizer].Body,
            root => root.IsGlobal ? root : root.Index == 0 ? finalizable.RootAt(0) : Root.Local(first + root.Index));
        if (body.Count == 0 || ReplacementPasses.Roots(body).Exists(root => root.Index >= Limits.Locals))
        {
            return false;
        }

        IEnumerable<Root> own = ReplacementPasses.Roots(body).Where(root => !root.IsGlobal && root.Index >= first);
        List<Operation> clears = [.. own.Select(Operation.Clear)];
        List<Operation> before = [.. operations.Take(place)], after = [.. operations.Skip(place)];
        before[allocation] = Operation.New(finalizable.RootAt(0), Plain(finalizable.Shape));
        return search.Try([.. before, .. body, .. after])
            || (clears.Count > 0 && search.Try([.. before, .. body, .. clears, .. after]));
    }

    private static bool IsFinalizable(Operation operation) =>
        operation.Kind == OperationKind.New && operation.Shape.Kind == ObjectKind.Finalizable;

    private static Shape Plain(Shape shape) => Shape.Plain(shape.Fields, shape.RawWords) with { Container = shape.Container };
}
