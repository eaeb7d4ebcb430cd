using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>Passes over shapes.</summary>
internal static class ShapePasses
{
    private const int LongestShifted = 24;
    private const int MostTriedInTurn = 16;

    /// <summary>Plain kinds, fewer fields, fewer raw words: of all objects of a shape at once, then of each by itself.</summary>
    public static bool ShrinkShapes(ShrinkSearch search)
    {
        bool helped = false;
        foreach (Shape shape in search.Operations.Where(o => o.Kind == OperationKind.New).Select(o => o.Shape).Distinct().ToArray())
        {
            helped |= Shrink(search, shape, onlyAt: -1);
        }

        for (int i = 0; i < search.Operations.Count && !search.IsOver; i++)
        {
            if (search.Operations[i].Kind == OperationKind.New)
            {
                helped |= Shrink(search, search.Operations[i].Shape, i);
            }
        }

        return helped;
    }

    private static bool Shrink(ShrinkSearch search, Shape shape, int onlyAt)
    {
        bool helped = false, again = true;
        while (again && !search.IsOver)
        {
            again = false;
            foreach (Shape smaller in Smaller(shape))
            {
                if (search.Try(Replace(search.Operations, shape, smaller, onlyAt)))
                {
                    shape = smaller;
                    again = helped = true;
                    break;
                }
            }
        }

        return helped;
    }

    private static IEnumerable<Shape> Smaller(Shape shape)
    {
        int least = Shape.MinimumFields(ObjectKind.Plain);
        yield return Shape.Plain(least);
        yield return Shape.Plain(shape.Fields, shape.RawWords);
        if (shape.Container != 0)
        {
            yield return shape with { Container = 0 };
            yield return Shape.Plain(shape.Fields, shape.RawWords) with { Container = shape.Container };
        }

        least = Shape.MinimumFields(shape.Kind);
        yield return shape with { RawWords = 0 };
        yield return shape with { Fields = least };
        yield return shape with { Fields = Math.Max(least, 1) };

        // What counts may be only the size, and raw words are simpler than fields.
        yield return shape with { Fields = least, RawWords = shape.RawWords + Math.Max(0, shape.Fields - least) };
        yield return shape with { Fields = Math.Max(least, 1), RawWords = shape.RawWords + Math.Max(0, shape.Fields - 1) };
        foreach (int fields in NumberPasses.Lower(shape.Fields).Where(fields => fields >= least))
        {
            yield return shape with { Fields = fields, RawWords = shape.RawWords + shape.Fields - fields };
            yield return shape with { Fields = fields };
        }

        // They have no order: which of them matter is found one by one.
        for (int container = 1; container < shape.Container; container++)
        {
            yield return shape with { Container = (byte)container };
        }

        // What fits into a line or a card does not depend on the size alone, so that halving stops too soon.
        IEnumerable<int> inTurn = Enumerable.Range(1, Math.Clamp(shape.RawWords, 1, MostTriedInTurn) - 1);
        foreach (int rawWords in NumberPasses.Lower(shape.RawWords).Concat(inTurn))
        {
            yield return shape with { RawWords = rawWords };
        }
    }

    /// <summary>Raw words go from one object to a later one, all of them or some: what counts may be only how many there are.</summary>
    public static bool ShiftWords(ShrinkSearch search)
    {
        bool helped = false;
        int count = search.Operations.Count;
        for (int from = 0; count <= LongestShifted && from < count; from++)
        {
            for (int to = from + 1; to < count; to++)
            {
                helped |= search.Operations[to].Kind == OperationKind.New && Shift(search, from, to);
            }
        }

        return helped;
    }

    private static bool Shift(ShrinkSearch search, int from, int to)
    {
        bool helped = false, again = true;
        while (again && search.Operations[from].Kind == OperationKind.New)
        {
            Shape one = search.Operations[from].Shape, other = search.Operations[to].Shape;
            int words = one.RawWords + other.RawWords;
            again = NumberPasses.Lower(one.RawWords).Any(left => words - left <= Shape.MaximumRawWords && search.Try(
                WithShapes(search.Operations, from, one with { RawWords = left }, to, other with { RawWords = words - left })));
            helped |= again;
        }

        return helped;
    }

    private static List<Operation> WithShapes(List<Operation> operations, int first, Shape one, int second, Shape other)
    {
        List<Operation> candidate = [.. operations];
        candidate[first] = Operation.New(candidate[first].RootAt(0), one);
        candidate[second] = Operation.New(candidate[second].RootAt(0), other);
        return candidate;
    }

    /// <summary>The operations with a shape replaced, everywhere or at one place.</summary>
    public static List<Operation> Replace(List<Operation> operations, Shape shape, Shape smaller, int onlyAt)
    {
        List<Operation> candidate = [.. operations];
        for (int i = 0; i < candidate.Count; i++)
        {
            if ((onlyAt < 0 || onlyAt == i) && candidate[i].Kind == OperationKind.New && candidate[i].Shape == shape)
            {
                candidate[i] = Operation.New(candidate[i].RootAt(0), smaller);
            }
        }

        return candidate;
    }
}
