using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>
/// Makes a failing program as simple as it can while it keeps failing in the same way. Deterministic: named passes under one order (<see cref="ProgramOrder"/>), repeated
/// until none of them helps or the budget is used up. Every candidate is a program, since operations are total: nothing has to be repaired.
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
        DeletionPasses.JoinAllocations,
        RootPasses.UniteRoots,
        ShapePasses.ShrinkShapes,
        NumberPasses.LowerNumbers,
        RootPasses.RetargetOperands,
        FinalizerPasses.SimplifyBodies,
        RootPasses.NumberByFirstUse,
        PlantingPasses.PlantAddresses,
        PolishPasses.DeletePairs,
        PolishPasses.DeleteAndUnite,
        PolishPasses.DeleteAndReplace,
        PolishPasses.SwapNeighbours,
        EnlargementPasses.EnlargeInsteadOf,
        RearrangementPasses.HoldByEphemerons,
        RearrangementPasses.PermuteRoots,
        RearrangementPasses.RetargetEverything,
        EnumerationPasses.SameOperationsInOtherOrder,
        EnumerationPasses.AllSmallPrograms,
    ];

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
        for (int pass = 0; pass < Passes.Length && !search.IsOver;)
        {
            // What helps may let the cheaper passes before it help again.
            pass = Passes[pass](search) && pass > 0 ? 0 : pass + 1;
        }

        Executions = search.Executions;
        return search.Result();
    }
}
