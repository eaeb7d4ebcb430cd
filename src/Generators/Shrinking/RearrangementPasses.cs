using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>
/// Passes that choose all operands of a small program anew. Where the order counts in which a collector visits roots, as for ephemerons and their keys, no change of a single operand
/// leads from one failing program to the next.
/// </summary>
internal static class RearrangementPasses
{
    private const int MostPermuted = 4;

    /// <summary>An object that is allocated to hold another becomes an ephemeron that does: where a program has ephemerons anyway, that is one operation less.</summary>
    public static bool HoldByEphemerons(ShrinkSearch search)
    {
        List<Operation> operations = search.Operations;
        for (int i = 0; i < operations.Count && operations.Exists(o => o.Kind == OperationKind.Ephemeron); i++)
        {
            int allocation = operations[i].Kind == OperationKind.Store
                ? operations.FindLastIndex(i, o => o.Kind == OperationKind.New && o.RootAt(0) == operations[i].RootAt(0))
                : -1;
            if (allocation >= 0 && ReplacementPasses.Roots(operations).Exists(key => search.Try(HeldBy(operations, allocation, i, key))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The roots change places, and become locals without gaps.</summary>
    public static bool PermuteRoots(ShrinkSearch search)
    {
        List<Root> roots = ReplacementPasses.Roots(search.Operations);
        return roots.Count is > 1 and <= MostPermuted
            && Assignments(roots.Count, roots.Count).Any(to => to.Distinct().Count() == to.Length
                && search.Try(RootPasses.Rename(search.Operations, root => Root.Local(to[roots.IndexOf(root)]))));
    }

    private static List<Operation> HeldBy(List<Operation> operations, int allocation, int store, Root key)
    {
        List<Operation> candidate = [.. operations];
        candidate[store] = Operation.Ephemeron(operations[store].RootAt(0), key, operations[store].RootAt(2));
        candidate.RemoveAt(allocation);
        return candidate;
    }

    /// <summary>All ways to give each of some places one of the first numbers, in lexicographic order. The array is the same each time.</summary>
    private static IEnumerable<int[]> Assignments(int places, int numbers)
    {
        var assignment = new int[places];
        int place;
        do
        {
            yield return assignment;
            for (place = places - 1; place >= 0 && ++assignment[place] == numbers; place--)
            {
                assignment[place] = 0;
            }
        }
        while (place >= 0);
    }
}
