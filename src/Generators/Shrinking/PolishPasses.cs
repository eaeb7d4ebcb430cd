using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>Passes that change two places at once, in programs that are small already: they leave local minima that single changes do not.</summary>
internal static class PolishPasses
{
    // The neighbourhoods grow with the square of the length and more.
    private const int LongestPolished = 24;
    private const int LargeObject = 128;

    /// <summary>Any two operations go.</summary>
    public static bool DeletePairs(ShrinkSearch search)
    {
        int count = search.Operations.Count;
        for (int first = 0; count <= LongestPolished && first < count; first++)
        {
            for (int second = first + 1; second < count; second++)
            {
                if (search.Try(Without(search.Operations, first, second)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>One operation goes, and one root stands for two.</summary>
    public static bool DeleteAndUnite(ShrinkSearch search)
    {
        int count = search.Operations.Count;
        List<Root> roots = ReplacementPasses.Roots(search.Operations);
        for (int deleted = 0; count <= LongestPolished && deleted < count; deleted++)
        {
            List<Operation> shorter = Without(search.Operations, deleted);
            foreach (Root from in roots)
            {
                foreach (Root to in roots.Where(root => root != from))
                {
                    if (search.Try(RootPasses.Rename(shorter, root => root == from ? to : root)))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>One operation goes, and another changes: to something simpler, to another operand, or to the roots and fields of the one that went.</summary>
    public static bool DeleteAndReplace(ShrinkSearch search)
    {
        int count = search.Operations.Count;
        for (int deleted = 0; count <= LongestPolished && deleted < count; deleted++)
        {
            List<Operation> shorter = Without(search.Operations, deleted);
            if (ChangeShapes(search, shorter))
            {
                return true;
            }

            for (int changed = 0; changed < shorter.Count; changed++)
            {
                foreach (Operation variant in Neighbours(shorter, changed))
                {
                    List<Operation> candidate = [.. shorter];
                    candidate[changed] = variant;
                    if (search.Try(candidate))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>All objects of a shape are as small as can be, or large: too large for a nursery, say.</summary>
    private static bool ChangeShapes(ShrinkSearch search, List<Operation> operations)
    {
        foreach (Shape shape in operations.Where(o => o.Kind == OperationKind.New).Select(o => o.Shape).Distinct())
        {
            if (search.Try(ShapePasses.Replace(operations, shape, Shape.Plain(0), onlyAt: -1))
                || search.Try(ShapePasses.Replace(operations, shape, Shape.Plain(shape.Fields), onlyAt: -1))
                || search.Try(ShapePasses.Replace(operations, shape, shape with { RawWords = LargeObject }, onlyAt: -1)))
            {
                return true;
            }
        }

        return search.Try([.. operations.Select(o => o.Kind == OperationKind.New ? Operation.New(o.RootAt(0), Shape.Plain(0)) : o)]);
    }

    /// <summary>Neighbours change places, so that one bug ends in one text.</summary>
    public static bool SwapNeighbours(ShrinkSearch search)
    {
        bool helped = false;
        for (int i = 0; i + 1 < search.Operations.Count && search.Operations.Count <= LongestPolished; i++)
        {
            List<Operation> candidate = [.. search.Operations];
            (candidate[i], candidate[i + 1]) = (candidate[i + 1], candidate[i]);
            bool swapped = search.Try(candidate);
            if (!swapped)
            {
                List<Root> roots = ReplacementPasses.Roots(candidate);
                List<Root> locals = roots.FindAll(root => !root.IsGlobal), globals = roots.FindAll(root => root.IsGlobal);
                swapped = search.Try(RootPasses.Rename(
                    candidate, root => root.IsGlobal ? Root.Global(globals.IndexOf(root)) : Root.Local(locals.IndexOf(root))));
            }

            helped |= swapped;
        }

        return helped;
    }

    private static IEnumerable<Operation> Neighbours(List<Operation> operations, int index)
    {
        Operation operation = operations[index];
        foreach (Operation simpler in ReplacementPasses.Simpler(operations, index))
        {
            yield return simpler;
        }

        List<Root> roots = ReplacementPasses.Roots(operations);
        int mask = Operation.RootMask(operation.Kind);
        for (int position = 0; mask >> position != 0; position++)
        {
            if ((mask & (1 << position)) != 0 && !operation.RootAt(position).IsNone)
            {
                foreach (Root root in roots)
                {
                    yield return operation.WithRoot(position, root);
                }
            }
        }

        if (operation.Kind == OperationKind.New)
        {
            Shape shape = operation.Shape;
            yield return Operation.New(operation.RootAt(0), shape with { Fields = shape.Fields + 1 });
            yield return Operation.New(operation.RootAt(0), shape with { RawWords = shape.RawWords + 1 });

            // An object too large for the nursery, or large enough to reach a threshold, takes the place of many.
            yield return Operation.New(operation.RootAt(0), shape with { RawWords = LargeObject });
            yield return Operation.New(operation.RootAt(0), shape with { Fields = shape.Fields + 1, RawWords = LargeObject });
        }
    }

    private static List<Operation> Without(List<Operation> operations, int first, int second = -1)
    {
        List<Operation> shorter = [.. operations];
        if (second > first)
        {
            shorter.RemoveAt(second);
        }

        shorter.RemoveAt(first);
        return shorter;
    }
}
