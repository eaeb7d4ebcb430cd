using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>
/// Passes that put the operations of the best program together anew, in every order and with every operand: no change of a single place
/// leads from one failing program to the next where the order counts in which a collector visits roots, as for ephemerons and their keys.
/// </summary>
internal static class RecombinationPasses
{
    private const int LongestProgram = 8;
    private const int MostRoots = 3;
    private const int MostFields = 3;
    private const int MostLookedAt = 60_000;
    private const int MostInOtherOrder = 3_000;
    private const int MostOfWeakReferences = 8_000;
    private const int MostOthers = 6;

    /// <summary>
    /// Every canonical program of the operations that the best one has, each as often as there, the fields of two objects shared out in any
    /// way.
    /// </summary>
    public static bool SameOperationsInOtherOrder(ShrinkSearch search)
    {
        if (!IsInReach(search))
        {
            return false;
        }

        List<Operation> operations = search.Operations.ConvertAll(Nameless);
        int roots = Math.Clamp(ReplacementPasses.Roots(search.Operations).Count, 1, MostRoots), last = search.Executions + MostInOtherOrder;
        return SharedOut(operations).Any(shared =>
        {
            List<Operation> distinct = [.. shared.Distinct()];
            int[] times = [.. distinct.Select(one => shared.Count(o => o == one))];
            return TryAll(search, new OperationsInEveryOrder(distinct, times, shared.Count, roots), last);
        });
    }

    /// <summary>
    /// Every shorter program of the weak references and some of the other operations that the best one has, each as often as may be: those
    /// of few roots and of few kinds of operations first.
    /// </summary>
    public static bool WeakReferencesMoreOften(ShrinkSearch search)
    {
        List<Operation> operations = [.. search.Operations.Select(Nameless).Distinct()];
        List<Operation> weak = operations.FindAll(IsAboutWeakReferences), others = operations.FindAll(o => !IsAboutWeakReferences(o));
        if (weak.Count == 0 || others.Count > MostOthers || !IsInReach(search))
        {
            return false;
        }

        int last = search.Executions + MostOfWeakReferences;
        return Enumerable.Range(2, MostRoots - 1).Any(roots => Enumerable.Range(2, Math.Max(0, search.Operations.Count - 2)).Any(length =>
            Subsets(others).Any(some => TryAll(search, OperationsInEveryOrder.OfEach([.. weak, .. some], length, roots), last))));
    }

    private static bool IsInReach(ShrinkSearch search) =>
        search.Finalizer < 0
        && search.Operations.Count <= LongestProgram
        && search.Operations.TrueForAll(OperationsInEveryOrder.CanFollow)
        && search.Operations.TrueForAll(o => o.Kind != OperationKind.New || o.Shape.Fields <= MostFields);

    private static bool IsAboutWeakReferences(Operation operation) =>
        operation.Kind is OperationKind.Weak or OperationKind.Ephemeron or OperationKind.Deref;

    private static bool TryAll(ShrinkSearch search, OperationsInEveryOrder programs, int last)
    {
        bool helped = false;
        int looked = 0;
        programs.Visit(candidate =>
        {
            helped = search.Try(candidate);
            return !helped && ++looked < MostLookedAt && search.Executions < last && !search.IsOver;
        });
        return helped;
    }

    /// <summary>The operation without the roots and fields that it names.</summary>
    private static Operation Nameless(Operation operation)
    {
        Operation nameless = FieldNames.WithFields(operation, _ => 0);
        return RootPasses.Rename([nameless], _ => Root.Local(0))[0];
    }

    /// <summary>The smaller subsets first.</summary>
    private static IEnumerable<IEnumerable<Operation>> Subsets(List<Operation> operations) =>
        Enumerable.Range(0, 1 << operations.Count).OrderBy(int.PopCount)
            .Select(subset => operations.Where((_, i) => (subset & (1 << i)) != 0));

    private static IEnumerable<List<Operation>> SharedOut(List<Operation> operations)
    {
        int[] allocations = [.. Enumerable.Range(0, operations.Count).Where(i => operations[i].Kind == OperationKind.New)];
        int[] plain = Array.FindAll(allocations, i => operations[i].Shape.Kind == ObjectKind.Plain);
        int fields = plain.Sum(i => operations[i].Shape.Fields);
        if (plain.Length != 2 || fields > MostFields)
        {
            yield return operations;
            yield break;
        }

        for (int all = 0; all <= fields; all++)
        {
            for (int first = 0; first <= all / 2; first++)
            {
                List<Operation> shared = [.. operations];
                shared[plain[0]] = Operation.New(Root.Local(0), operations[plain[0]].Shape with { Fields = first });
                shared[plain[1]] = Operation.New(Root.Local(0), operations[plain[1]].Shape with { Fields = all - first });
                yield return shared;
            }
        }
    }
}
