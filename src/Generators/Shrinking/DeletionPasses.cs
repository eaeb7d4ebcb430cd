using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>Passes that leave operations out.</summary>
internal static class DeletionPasses
{
    // Beyond that, allocations are joined to near ones only.
    private const int LongestJoined = 24, Distance = 2;

    /// <summary>Halves, quarters ... single operations, from the end (Zeller and Hildebrandt 2002); until no single one can go.</summary>
    public static bool DeleteChunks(ShrinkSearch search)
    {
        bool helped = false, again = true;
        while (again && !search.IsOver)
        {
            again = false;
            for (int size = Math.Max(1, search.Operations.Count / 2); size >= 1; size /= 2)
            {
                again |= DeleteChunks(search, size);
            }

            helped |= again;
        }

        return helped;
    }

    /// <summary>Two allocations become one of the same words: what counts may be only how much was allocated.</summary>
    public static bool JoinAllocations(ShrinkSearch search)
    {
        bool helped = false;
        for (int second = search.Operations.Count - 1; second > 0; second--)
        {
            int farthest = second <= LongestJoined ? 0 : second - Distance;
            for (int first = second - 1; first >= farthest && second < search.Operations.Count; first--)
            {
                if (search.Operations[first].Kind == OperationKind.New
                    && search.Operations[second].Kind == OperationKind.New
                    && search.Try(Join(search.Operations, first, second)))
                {
                    helped = true;
                    break;
                }
            }
        }

        return helped;
    }

    private static bool DeleteChunks(ShrinkSearch search, int size)
    {
        bool helped = false;
        if (search.FromStart)
        {
            return DeleteChunksFromStart(search, size);
        }

        for (int end = search.Operations.Count; end > 0 && !search.IsOver; end -= size)
        {
            int start = Math.Max(0, end - size);
            List<Operation> candidate = [.. search.Operations];
            candidate.RemoveRange(start, end - start);
            helped |= search.Try(candidate);
        }

        return helped;
    }

    private static bool DeleteChunksFromStart(ShrinkSearch search, int size)
    {
        bool helped = false;
        for (int start = 0; start < search.Operations.Count && !search.IsOver;)
        {
            List<Operation> candidate = [.. search.Operations];
            candidate.RemoveRange(start, Math.Min(size, candidate.Count - start));
            bool deleted = search.Try(candidate);
            start += deleted ? 0 : size;
            helped |= deleted;
        }

        return helped;
    }

    private static List<Operation> Join(List<Operation> operations, int first, int second)
    {
        List<Operation> candidate = [.. operations];
        Shape one = operations[first].Shape, other = operations[second].Shape;
        int words = Math.Min(Shape.MaximumRawWords, other.RawWords + 2 + one.Fields + one.RawWords);
        candidate[second] = Operation.New(operations[second].RootAt(0), other with { RawWords = words });
        candidate.RemoveAt(first);
        return candidate;
    }
}
