using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>
/// Makes a failing program as simple as it can while it keeps failing in the same way. Deterministic: named passes under one order
/// (<see cref="ProgramOrder"/>), repeated until none of them helps or the budget is used up; then, where that was cheap, the same by
/// another way, from the start of the program. Every candidate is a program, since operations are total: nothing has to be repaired.
/// </summary>
/// <param name="fails">Whether a candidate still fails in the same way. The candidate is valid during the call only.</param>
/// <param name="budget">Candidates executed at most.</param>
public sealed class ProgramShrinker(Func<MutatorProgram, bool> fails, int budget)
{
    internal static readonly Func<ShrinkSearch, bool>[] Passes =
    [
        DeletionPasses.DeleteChunks,
        FinalizerPasses.EmptyFinalizers,
        FinalizerPasses.MergeFinalizers,
        FramePasses.RemoveFrames,
        ReplacementPasses.ReplaceOperations,
        ReplacementPasses.WriteOutWeakReferences,
        WritingOutPasses.WriteOutAsCleared,
        WritingOutPasses.WriteOutCopies,
        InliningPasses.KeepInsteadOfFinalizing,
        InliningPasses.InlineBodies,
        DeletionPasses.JoinAllocations,
        RootPasses.UniteRoots,
        ShapePasses.ShrinkShapes,
        ShapePasses.ShiftWords,
        NumberPasses.LowerNumbers,
        RootPasses.RetargetOperands,
        FinalizerPasses.SimplifyBodies,
        RootPasses.NumberByFirstUse,
        PlantingPasses.PlantAddresses,
        PolishPasses.DeletePairs,
        RecombinationPasses.WeakReferencesMoreOften,
        PolishPasses.DeleteAndUnite,
        PolishPasses.DeleteAndReplace,
        PolishPasses.SwapNeighbours,
        OrderPasses.MoveOperations,
        OrderPasses.SwapFields,
        SubstitutionPasses.ReplaceByAny,
        SubstitutionPasses.ReplaceRuns,
        SubstitutionPasses.ReplaceAllocations,
        RenamingPasses.FollowCopies,
        RenamingPasses.RenameFrom,
        MovePasses.MoveInsteadOfLoading,
        SubstitutionPasses.DeleteAndReplaceByAny,
        EnlargementPasses.EnlargeInsteadOfCollecting,
        EnlargementPasses.EnlargeInsteadOf,
        EnlargementPasses.EnlargeTwoInsteadOf,
        RearrangementPasses.HoldByEphemerons,
        RearrangementPasses.PermuteRoots,
        RecombinationPasses.SameOperationsInOtherOrder,
        EnumerationPasses.AllSmallPrograms,
    ];

    // Smaller programs are hardly ever reached by one way and not by another.
    private const int WorthAnotherWay = 3;

    /// <summary>How many of the passes, the first ones, show by themselves whether a way leads anywhere.</summary>
    private static readonly int _cheap = Array.IndexOf(Passes, PolishPasses.SwapNeighbours) + 1;

    /// <summary>Orders programs as the passes do, the simplest first.</summary>
    public static IComparer<MutatorProgram> SimplerFirst { get; } =
        Comparer<MutatorProgram>.Create((left, right) => ProgramOrder.Compare(ShrinkCandidate.Of(left), ShrinkCandidate.Of(right)));

    /// <summary>How large a program is to that order: its operations, those of finalizers included; compound ones, and weak references and finalizers as such, count several.</summary>
    public static int Weight(MutatorProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        return ProgramOrder.Weight(ShrinkCandidate.Of(program));
    }

    /// <summary>Candidates that the last shrinking executed.</summary>
    public int Executions { get; private set; }

    /// <summary>The simplest program found; <paramref name="program"/> itself if none is simpler.</summary>
    public MutatorProgram Shrink(MutatorProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        var search = new ShrinkSearch(program, fails, budget);
        Descend(search, Passes.Length);
        if (search.HasImproved && 2 * search.Executions < budget && ProgramOrder.Weight(search.Best) >= WorthAnotherWay)
        {
            search.Restart();
            Descend(search, _cheap);
            if (search.IsBetterThanBefore)
            {
                Descend(search, Passes.Length);
            }

            search.Settle();
        }

        Executions = search.Executions;
        return search.Result();
    }

    private static void Descend(ShrinkSearch search, int passes)
    {
        for (int pass = 0; pass < passes && !search.IsOver;)
        {
            // What helps may let the cheaper passes before it help again.
            pass = Passes[pass](search) && pass > 0 ? 0 : pass + 1;
        }
    }
}
