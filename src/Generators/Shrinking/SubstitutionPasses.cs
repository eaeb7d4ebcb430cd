using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>
/// Passes that try all there is in the place of an operation, or in that of a run of them something that does much at once.
/// </summary>
internal static class SubstitutionPasses
{
    private const int LongestReplaced = 12;
    private const int LongestWithDeletion = 9;
    private const int LongestRuns = 16;
    private const int HeaderWords = 2;
    private const int MostFields = 3;
    private const int SmallestPower = 4, LargestPower = 11;
    private const int SmallestOfRun = 5, LargestOfRun = 8;
    private static readonly int[] _budgets = [1, 2, 3, 4, 64];

    /// <summary>Any simpler operation in the place of one.</summary>
    public static bool ReplaceByAny(ShrinkSearch search)
    {
        bool helped = false;
        for (int i = 0; i < search.Operations.Count && search.Operations.Count <= LongestReplaced && !search.IsOver; i++)
        {
            helped |= TryAny(search, search.Operations, i, Alphabet(search.Operations));
        }

        return helped;
    }

    /// <summary>One operation goes, and any is in the place of another.</summary>
    public static bool DeleteAndReplaceByAny(ShrinkSearch search)
    {
        int count = search.Operations.Count;
        List<Operation> alphabet = count <= LongestWithDeletion ? Alphabet(search.Operations) : [];
        for (int deleted = count - 1; count <= LongestWithDeletion && deleted >= 0; deleted--)
        {
            List<Operation> shorter = [.. search.Operations.Where((_, i) => i != deleted)];
            for (int i = 0; i < shorter.Count; i++)
            {
                if (TryAny(search, shorter, i, alphabet))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>
    /// A run of operations becomes one that may do as much: a collection, a slice of one, a lower threshold, a large object. The longest
    /// runs first.
    /// </summary>
    public static bool ReplaceRuns(ShrinkSearch search)
    {
        int count = search.Operations.Count;
        for (int length = count; count <= LongestRuns && length > 1; length--)
        {
            for (int start = 0; start + length <= count; start++)
            {
                foreach (Operation one in InPlaceOfRun(search.Operations, start, length))
                {
                    if (search.Try([.. search.Operations.Take(start), one, .. search.Operations.Skip(start + length)]))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>As many allocations as follow each other become one large one.</summary>
    public static bool ReplaceAllocations(ShrinkSearch search)
    {
        for (int start = 0; start < search.Operations.Count; start++)
        {
            int end = search.Operations.FindIndex(start, o => o.Kind != OperationKind.New);
            end = end < 0 ? search.Operations.Count : end;
            for (int power = SmallestPower; end - start > 2 && power <= LargestPower; power++)
            {
                Operation one = Operation.New(search.Operations[end - 1].RootAt(0), Shape.Plain(0, (1 << power) - HeaderWords));
                if (search.Try([.. search.Operations.Take(start), one, .. search.Operations.Skip(end)])
                    || search.Try([.. search.Operations.Take(start), one, .. search.Operations.Skip(end - 1)]))
                {
                    return true;
                }
            }

            start = Math.Max(start, end);
        }

        return false;
    }

    private static bool TryAny(ShrinkSearch search, List<Operation> operations, int index, List<Operation> alphabet)
    {
        foreach (Operation any in alphabet)
        {
            if (any == operations[index])
            {
                continue;
            }

            List<Operation> candidate = [.. operations];
            candidate[index] = any;
            if (Effects.AreAllPossible(candidate) && search.Try(RootPasses.Numbered(candidate)))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<Operation> InPlaceOfRun(List<Operation> operations, int start, int length)
    {
        yield return Operation.Collect();
        yield return Operation.Collect(0);
        yield return Operation.Step(1);
        yield return Operation.Step(16);
        yield return Operation.Threshold(0, 1);
        yield return Operation.Threshold(1, 1);
        IEnumerable<Operation> allocations = operations.Skip(start).Take(length).Where(o => o.Kind == OperationKind.New);
        foreach (Root root in allocations.Select(o => o.RootAt(0)).Distinct().DefaultIfEmpty(Root.Local(0)))
        {
            for (int power = SmallestOfRun; power <= LargestOfRun; power++)
            {
                yield return Operation.New(root, Shape.Plain(0, (1 << power) - HeaderWords));
            }
        }
    }

    /// <summary>
    /// All operations on the roots of a small program and on its kinds of objects, and some that make a collector do something, the
    /// simplest first.
    /// </summary>
    private static List<Operation> Alphabet(List<Operation> operations)
    {
        Shape[] shapes = [.. operations.Where(o => o.Kind == OperationKind.New).Select(o => o.Shape).Distinct()];
        int fields = Math.Min(MostFields, shapes.Select(shape => shape.Fields).DefaultIfEmpty(0).Max());
        bool pins = operations.Exists(o => o.Kind == OperationKind.Pin), steps = operations.Exists(o => o.Kind == OperationKind.Step);
        bool weak = operations.Exists(o => o.Kind is OperationKind.Weak or OperationKind.Deref or OperationKind.Ephemeron);
        IEnumerable<Shape> pinned =
            shapes.Where(shape => pins && shape.Finalizer < 0).Select(shape => shape with { Kind = ObjectKind.Pinned });
        List<Operation> alphabet =
        [
            .. EnumerationAlphabet.Mutations(
                ReplacementPasses.Roots(operations), [.. shapes.Union([Shape.Plain(0), Shape.Plain(1)]).Union(pinned)], fields, weak),
            Operation.Collect(),
            Operation.Collect(0),
            .. (steps ? _budgets : [1]).Select(Operation.Step),
            Operation.Threshold(0, 1),
            Operation.Threshold(1, 1),
        ];
        alphabet.Sort((left, right) => ProgramOrder.CompareOperations(left, right));
        return alphabet;
    }
}
