using System.Collections.Immutable;
using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>
/// Passes that look at all small programs rather than at neighbours of the best one: where no single change leads to a simpler program, the
/// simplest of all may still be near in size. What they
/// find does not depend on where the search came from, so that the same bug ends as the same program.
/// </summary>
internal static class EnumerationPasses
{
    private const int MostExecuted = 3_000;
    private const int MostLookedAt = 60_000;
    private const int LongestProgram = 7;
    private const int MostRoots = 3;
    private const int MostFields = 3;

    /// <summary>Every canonical program, the shorter ones first, until the share of the budget is used up.</summary>
    public static bool AllSmallPrograms(ShrinkSearch search) =>
        IsInReach(search) && Search(search, BoundsOf(search, [Shape.Plain(0), Shape.Plain(1)]));

    private static bool IsInReach(ShrinkSearch search) =>
        search.Finalizer < 0
        && search.Operations.Count <= LongestProgram
        && BoundsOf(search, []) is var bounds
        && bounds.Shapes.All(shape => shape is { Fields: <= MostFields, Finalizer: <= 0 })
        && search.Operations.TrueForAll(bounds.Speak);

    private static EnumerationBounds BoundsOf(ShrinkSearch search, ImmutableArray<Shape> more)
    {
        List<Operation> operations = search.Operations;
        IEnumerable<Shape> shapes = operations.Where(o => o.Kind == OperationKind.New).Select(o => o.Shape);
        return new EnumerationBounds(
            operations.Count,
            Math.Clamp(ReplacementPasses.Roots(operations).Count, 1, MostRoots),
            [.. shapes.Union(more).OrderBy(shape => shape.Kind).ThenBy(shape => shape.Fields).ThenBy(shape => shape.RawWords)],
            MinorCollections: operations.Exists(o => o.Kind == OperationKind.Collect && o.A != Operation.Full),
            Steps: operations.Exists(o => o.Kind == OperationKind.Step),
            WeakReferences: operations.Exists(o => o.Kind is OperationKind.Weak or OperationKind.Deref or OperationKind.Ephemeron));
    }

    private static bool Search(ShrinkSearch search, EnumerationBounds bounds)
    {
        var programs = new Enumeration(bounds);
        var buffer = new ProgramBuffer();
        int longest = search.Operations.Count, last = search.Executions + MostExecuted;
        bool improved = false;
        for (int looked = 0; looked < MostLookedAt && search.Executions < last && !search.IsOver && programs.MoveNext(buffer); looked++)
        {
            // A program of fewer operations is simpler than all longer ones: what remains is to find the simplest of its length.
            if (buffer.Count > longest)
            {
                break;
            }

            if (search.Try([.. buffer.View().Body]))
            {
                improved = true;
                longest = buffer.Count;
            }
        }

        return improved;
    }
}
