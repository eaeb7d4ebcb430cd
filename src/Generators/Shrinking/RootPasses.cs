using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>Passes over roots: fewer of them, and in the order of their first use.</summary>
internal static class RootPasses
{
    /// <summary>One root stands for two; a local for a global.</summary>
    public static bool UniteRoots(ShrinkSearch search)
    {
        bool helped = false;
        List<Root> roots = ReplacementPasses.Roots(search.Operations);
        foreach (Root from in roots)
        {
            foreach (Root to in Targets([.. roots.Union(GlobalsOfFinalizers(search))], from))
            {
                if (search.Try(Rename(search.Operations, root => root == from ? to : root)))
                {
                    helped = true;
                    break;
                }
            }
        }

        return helped;
    }

    /// <summary>A single operand names another root.</summary>
    public static bool RetargetOperands(ShrinkSearch search)
    {
        bool helped = false;
        List<Root> roots = ReplacementPasses.Roots(search.Operations);
        if (search.Finalizer >= 0 && !roots.Contains(Root.Local(0)))
        {
            roots.Add(Root.Local(0));
        }

        for (int i = 0; i < search.Operations.Count && !search.IsOver; i++)
        {
            for (int position = 0; position < 4; position++)
            {
                foreach (Root to in roots)
                {
                    helped |= Retarget(search, i, position, to);
                }
            }
        }

        return helped;
    }

    /// <summary>Locals and globals are numbered in the order in which they are first named, globals throughout the program.</summary>
    public static bool NumberByFirstUse(ShrinkSearch search)
    {
        List<Root> globals = ReplacementPasses.Roots([.. search.Best.Operations, .. search.Best.Finalizers.SelectMany(finalizer => finalizer.Body)]);
        globals.RemoveAll(root => !root.IsGlobal);
        return search.Try(
            Number(search.Best.Operations, globals, []),
            [.. search.Best.Finalizers.Select(finalizer => finalizer.WithBody(Number(finalizer.Body, globals, [Root.Local(0)])))],
            search.Best.HeapWords);
    }

    private static List<Operation> Number(List<Operation> operations, List<Root> globals, List<Root> first)
    {
        List<Root> locals = [.. first.Union(ReplacementPasses.Roots(operations).Where(root => !root.IsGlobal))];
        return Rename(operations, root => root.IsGlobal ? Root.Global(globals.IndexOf(root)) : Root.Local(locals.IndexOf(root)));
    }

    /// <summary>The operations with locals and globals numbered in the order in which they are first named.</summary>
    public static List<Operation> Numbered(List<Operation> operations)
    {
        List<Root> roots = ReplacementPasses.Roots(operations);
        return Number(operations, roots.FindAll(root => root.IsGlobal), []);
    }

    /// <summary>A local that none of the roots is.</summary>
    public static Root Fresh(List<Root> roots) =>
        Root.Local(roots.Where(root => !root.IsGlobal).Select(root => root.Index + 1).DefaultIfEmpty(0).Max());

    /// <summary>The operations with every root replaced.</summary>
    public static List<Operation> Rename(List<Operation> operations, Func<Root, Root> rename)
    {
        var renamed = new List<Operation>(operations.Count);
        foreach (Operation operation in operations)
        {
            Operation other = operation;
            int mask = Operation.RootMask(operation.Kind);
            for (int position = 0; mask >> position != 0; position++)
            {
                if ((mask & (1 << position)) != 0 && !operation.RootAt(position).IsNone)
                {
                    other = other.WithRoot(position, rename(operation.RootAt(position)));
                }
            }

            renamed.Add(other);
        }

        return renamed;
    }

    private static IEnumerable<Root> GlobalsOfFinalizers(ShrinkSearch search) =>
        search.Best.Finalizers.SelectMany(finalizer => ReplacementPasses.Roots(finalizer.Body)).Where(root => root.IsGlobal);

    private static IEnumerable<Root> Targets(List<Root> roots, Root from)
    {
        foreach (Root to in roots.Where(root => root != from))
        {
            yield return to;
        }

        if (from.IsGlobal)
        {
            yield return Root.Local(roots.Where(root => !root.IsGlobal).Select(root => root.Index + 1).DefaultIfEmpty(0).Max());
        }
    }

    private static bool Retarget(ShrinkSearch search, int index, int position, Root to)
    {
        Operation operation = search.Operations[index];
        bool names = (Operation.RootMask(operation.Kind) & (1 << position)) != 0;
        if (!names || operation.RootAt(position).IsNone || operation.RootAt(position) == to)
        {
            return false;
        }

        List<Operation> candidate = [.. search.Operations];
        candidate[index] = operation.WithRoot(position, to);
        return search.Try(candidate);
    }
}
