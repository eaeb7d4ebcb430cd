using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>Passes that let one move hide a reference from a collector where two operations do.</summary>
internal static class MovePasses
{
    private const int LongestProgram = 16;

    /// <summary>
    /// A load, and the write of null to the same field, become one move to another field, of an object that is enlarged by a field if need
    /// be.
    /// </summary>
    public static bool MoveInsteadOfLoading(ShrinkSearch search)
    {
        List<Operation> operations = search.Operations;
        for (int load = 0; operations.Count <= LongestProgram && load < operations.Count; load++)
        {
            Operation loads = operations[load];
            int clear = loads.Kind != OperationKind.Load ? -1
                : operations.FindIndex(load, o => o.Kind == OperationKind.StoreNull && o.RootAt(0) == loads.RootAt(1) && o.B == loads.C);
            if (clear >= 0 && TryMove(search, load, clear))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryMove(ShrinkSearch search, int load, int clear)
    {
        List<Operation> operations = search.Operations;
        Root holder = operations[load].RootAt(1);
        int field = operations[load].C;
        foreach (Root target in ReplacementPasses.Roots(operations))
        {
            for (int other = 0; other <= field + 1; other++)
            {
                List<Operation> moved = OrderPasses.With(operations, load, Operation.Move(holder, field, target, other));
                moved.RemoveAt(clear);
                IEnumerable<int> allocations = Enumerable.Range(0, load).Where(i => moved[i].Kind == OperationKind.New);
                if (search.Try(moved) || allocations.Any(i => search.Try(WithOneMoreField(moved, i))))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static List<Operation> WithOneMoreField(List<Operation> operations, int allocation)
    {
        Shape shape = operations[allocation].Shape;
        Root root = operations[allocation].RootAt(0);
        return OrderPasses.With(operations, allocation, Operation.New(root, shape with { Fields = shape.Fields + 1 }));
    }
}
