using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>
/// Passes that make an object larger so that operations become superfluous: cards, lines, blocks and thresholds are powers of two, and one
/// object that fills them does what many small ones, or a
/// lowered threshold, do.
/// </summary>
internal static class EnlargementPasses
{
    private const int LongestProgram = 8;
    private const int SmallestPower = 4, LargestPower = 10;
    private const int LargestOfSeveral = 7, LargestOfTwo = 11;
    private const int LongestOfTwo = 5;
    private const int MostEnlarged = 4;
    private const int LongestCollecting = 12;
    private const int HeaderWords = 2;
    private static readonly int[] _fieldCounts = [0, 1, 2, 4, 8];

    /// <summary>Some objects have more than 16, 32 ... words, and nothing asks for collection any more.</summary>
    public static bool EnlargeInsteadOfCollecting(ShrinkSearch search)
    {
        List<Operation> kept = search.Operations.FindAll(o => !AsksForCollection(o));
        int[] allocations = [.. Enumerable.Range(0, kept.Count).Where(i => kept[i].Kind == OperationKind.New)];
        if (kept.Count == search.Operations.Count || allocations.Length is 0 or > MostEnlarged || kept.Count > LongestCollecting)
        {
            return false;
        }

        for (int power = SmallestPower; power <= LargestOfSeveral; power++)
        {
            for (int subset = (1 << allocations.Length) - 1; subset > 0; subset--)
            {
                int[] chosen = [.. allocations.Where((_, i) => (subset & (1 << i)) != 0)];
                int words = (1 << power) + 1;
                List<Operation> enlarged = Enlarged(kept, chosen, words);
                if (search.Try(enlarged)
                    || search.Try(RenamingPasses.WithRootsOfTheirOwn(enlarged))
                    || search.Try(WithMoreFields(kept, chosen, words)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool AsksForCollection(Operation operation) =>
        operation.Kind is OperationKind.Collect or OperationKind.Step or OperationKind.Threshold
            or OperationKind.Enable or OperationKind.Disable;

    private static List<Operation> Enlarged(List<Operation> operations, int[] chosen, int words)
    {
        List<Operation> candidate = [.. operations];
        foreach (int i in chosen)
        {
            Shape shape = candidate[i].Shape;
            int rawWords = Math.Max(shape.RawWords, words - HeaderWords - shape.Fields);
            candidate[i] = Operation.New(candidate[i].RootAt(0), shape with { RawWords = rawWords });
        }

        return candidate;
    }

    /// <summary>The objects have their fields at the end rather than at the start.</summary>
    private static List<Operation> WithMoreFields(List<Operation> operations, int[] chosen, int words)
    {
        List<Operation> candidate = [.. operations];
        foreach (int i in chosen)
        {
            Shape shape = candidate[i].Shape;
            int more = Math.Max(0, words - HeaderWords - shape.RawWords - shape.Fields);
            Root root = candidate[i].RootAt(0);
            candidate[i] = Operation.New(root, shape with { Fields = shape.Fields + more });
            for (int later = i + 1; later < candidate.Count; later++)
            {
                candidate[later] = candidate[later].RootAt(0) == root
                    ? FieldNames.WithFields(candidate[later], field => field + more)
                    : candidate[later];
            }
        }

        return candidate;
    }

    /// <summary>An object of 16, 32 ... 1024 words, and one or two other operations less.</summary>
    public static bool EnlargeInsteadOf(ShrinkSearch search)
    {
        int count = search.Operations.Count;
        if (count > LongestProgram)
        {
            return false;
        }

        for (int allocation = 0; allocation < count; allocation++)
        {
            for (int first = 0; first < count && search.Operations[allocation].Kind == OperationKind.New; first++)
            {
                for (int second = first; second < count; second++)
                {
                    if (first != allocation && second != allocation && TrySizes(search, allocation, first, second))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>Two objects of 16, 32 ... 2048 words, and another operation less.</summary>
    public static bool EnlargeTwoInsteadOf(ShrinkSearch search)
    {
        List<Operation> operations = search.Operations;
        for (int deleted = 0; operations.Count <= LongestOfTwo && deleted < operations.Count; deleted++)
        {
            List<Operation> shorter = [.. operations.Where((_, i) => i != deleted)];
            int[] allocations = [.. Enumerable.Range(0, shorter.Count).Where(i => shorter[i].Kind == OperationKind.New)];
            foreach (int first in allocations)
            {
                foreach (int second in allocations.Where(i => i > first))
                {
                    if (TryPairsOfSizes(search, shorter, first, second))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static bool TryPairsOfSizes(ShrinkSearch search, List<Operation> operations, int first, int second)
    {
        IEnumerable<int> powers = Enumerable.Range(SmallestPower, LargestOfTwo - SmallestPower + 1);
        return powers.Any(one => powers.Any(other => search.Try(Enlarged(Enlarged(operations, [first], 1 << one), [second], 1 << other))));
    }

    private static bool TrySizes(ShrinkSearch search, int allocation, int first, int second)
    {
        Shape shape = search.Operations[allocation].Shape;
        for (int power = SmallestPower; power <= LargestPower; power++)
        {
            foreach (int fields in first == second ? _fieldCounts.Where(least => least >= Shape.MinimumFields(shape.Kind)) : [shape.Fields])
            {
                int rawWords = (1 << power) - HeaderWords - fields;
                List<Operation> candidate = [.. search.Operations];
                candidate[allocation] = Operation.New(candidate[allocation].RootAt(0), shape with { Fields = fields, RawWords = rawWords });
                if (rawWords > shape.RawWords && search.Try([.. candidate.Where((_, i) => i != first && i != second)]))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
