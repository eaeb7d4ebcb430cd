using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>Passes over shapes.</summary>
internal static class ShapePasses
{
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
        yield return shape with { Fields = Math.Max(least, 1), RawWords = shape.RawWords + Math.Max(0, shape.Fields - 1) };
        foreach (int fields in NumberPasses.Lower(shape.Fields).Where(fields => fields >= least))
        {
            yield return shape with { Fields = fields };
        }

        // They have no order: which of them matter is found one by one.
        for (int container = 1; container < shape.Container; container++)
        {
            yield return shape with { Container = (byte)container };
        }

        foreach (int rawWords in NumberPasses.Lower(shape.RawWords))
        {
            yield return shape with { RawWords = rawWords };
        }
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
