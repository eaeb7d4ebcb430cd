namespace GcVerify.Generators.Shrinking;

/// <summary>Passes over finalizers: fewer of them, and less in them. Those that nothing names go with every candidate (<see cref="ShrinkFinalizer.WithoutUnused"/>).</summary>
internal static class FinalizerPasses
{
    private static readonly Func<ShrinkSearch, bool>[] _inBodies =
    [
        DeletionPasses.DeleteChunks,
        ReplacementPasses.ReplaceOperations,
        ShapePasses.ShrinkShapes,
        NumberPasses.LowerNumbers,
        RootPasses.RetargetOperands,
    ];

    /// <summary>All of them do nothing, or one of them.</summary>
    public static bool EmptyFinalizers(ShrinkSearch search)
    {
        bool helped = search.Best.Finalizers.Length > 1 && Empty(search, _ => true);
        for (int i = search.Best.Finalizers.Length - 1; i >= 0; i--)
        {
            int index = i;
            helped |= i < search.Best.Finalizers.Length && Empty(search, other => other == index);
        }

        return helped;
    }

    /// <summary>One finalizer stands for two.</summary>
    public static bool MergeFinalizers(ShrinkSearch search)
    {
        bool helped = false;
        for (int from = search.Best.Finalizers.Length - 1; from >= 0; from--)
        {
            for (int to = 0; to < search.Best.Finalizers.Length && from < search.Best.Finalizers.Length; to++)
            {
                helped |= to != from && Merge(search, from, to);
            }
        }

        return helped;
    }

    /// <summary>What is done to the operations of a program is done to those of each finalizer.</summary>
    public static bool SimplifyBodies(ShrinkSearch search)
    {
        bool helped = search.Try(search.Best.Operations, search.Best.Finalizers, search.Best.HeapWords);
        for (int i = search.Best.Finalizers.Length - 1; i >= 0 && search.IsNumbered; i--)
        {
            // A body names later finalizers only, so changes to it leave the numbers up to its own as they are.
            search.Finalizer = i;
            foreach (Func<ShrinkSearch, bool> pass in _inBodies)
            {
                helped |= pass(search);
            }

            search.Finalizer = -1;
        }

        return helped;
    }

    private static bool Empty(ShrinkSearch search, Predicate<int> which) => search.Try(
        search.Best.Operations,
        [.. search.Best.Finalizers.Select((finalizer, i) => which(i) ? finalizer.WithBody([]) : finalizer)],
        search.Best.HeapWords);

    private static bool Merge(ShrinkSearch search, int from, int to)
    {
        int[] numbers = [.. Enumerable.Range(0, search.Best.Finalizers.Length).Select(i => i == from ? to : i)];
        return search.Try(
            ShrinkFinalizer.Renumber(search.Best.Operations, numbers, -1),
            [.. search.Best.Finalizers.Select((finalizer, i) => finalizer.WithBody(ShrinkFinalizer.Renumber(finalizer.Body, numbers, i)))],
            search.Best.HeapWords);
    }
}
