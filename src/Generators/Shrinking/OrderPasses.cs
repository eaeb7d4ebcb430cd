using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>
/// Passes that choose between programs that differ in the order of operations or fields, so that one bug ends in one text.
/// </summary>
internal static class OrderPasses
{
    private const int LongestProgram = 16;
    private const int LongestOfOtherSizes = 6;

    /// <summary>An operation goes to any other place, and the roots are numbered in the order of their first use.</summary>
    public static bool MoveOperations(ShrinkSearch search)
    {
        bool helped = false;
        int count = search.Operations.Count;
        for (int from = 0; count <= LongestProgram && from < count; from++)
        {
            for (int to = 0; to < count; to++)
            {
                List<Operation> candidate = [.. search.Operations];
                Operation moved = candidate[from];
                candidate.RemoveAt(from);
                candidate.Insert(to, moved);
                List<Operation> numbered = RootPasses.Numbered(candidate);
                helped |= search.Try(candidate)
                    || search.Try(numbered)
                    || (count <= LongestOfOtherSizes && moved.Kind == OperationKind.New && TryOtherSizes(search, numbered));
            }
        }

        return helped;
    }

    /// <summary>In another place, an object may need fewer words.</summary>
    private static bool TryOtherSizes(ShrinkSearch search, List<Operation> operations)
    {
        for (int i = 0; i < operations.Count; i++)
        {
            if (operations[i].Kind == OperationKind.New)
            {
                Shape shape = operations[i].Shape;
                Root root = operations[i].RootAt(0);
                IEnumerable<Operation> smaller =
                    NumberPasses.Lower(shape.RawWords).Select(words => Operation.New(root, shape with { RawWords = words }));
                if (smaller.Any(allocation => search.Try(With(operations, i, allocation))))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The operations with another in the place of one.</summary>
    public static List<Operation> With(List<Operation> operations, int index, Operation operation)
    {
        List<Operation> candidate = [.. operations];
        candidate[index] = operation;
        return candidate;
    }

    /// <summary>Two fields change places in all objects.</summary>
    public static bool SwapFields(ShrinkSearch search)
    {
        bool helped = false;
        int fields = search.Operations.Count > LongestProgram ? 0 : search.Operations.Max(operation => HighestField(operation) + 1);
        for (int first = 0; first < fields; first++)
        {
            for (int second = first + 1; second < fields; second++)
            {
                helped |= search.Try(WithFieldsSwapped(search.Operations, first, second));
            }
        }

        return helped;
    }

    private static List<Operation> WithFieldsSwapped(List<Operation> operations, int first, int second) =>
        operations.ConvertAll(o => FieldNames.WithFields(o, field => field == first ? second : field == second ? first : field));

    private static int HighestField(Operation operation)
    {
        int highest = -1;
        FieldNames.WithFields(operation, field => highest = Math.Max(highest, field));
        return highest;
    }
}
