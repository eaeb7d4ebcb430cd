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
    private const int HeaderWords = 2;

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

    private static bool TrySizes(ShrinkSearch search, int allocation, int first, int second)
    {
        Shape shape = search.Operations[allocation].Shape;
        for (int power = SmallestPower; power <= LargestPower; power++)
        {
            int rawWords = (1 << power) - HeaderWords - shape.Fields;
            if (rawWords > shape.RawWords)
            {
                List<Operation> candidate = [.. search.Operations];
                candidate[allocation] = Operation.New(candidate[allocation].RootAt(0), shape with { RawWords = rawWords });
                if (search.Try([.. candidate.Where((_, i) => i != first && i != second)]))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
