using GcVerify.Mutator;
using GcVerify.Oracle;
using static GcVerify.Properties.Oracle.Hearing;

namespace GcVerify.Properties.Oracle;

/// <summary>Weak references, ephemerons and finalizers: laws W1 to W6, F1 to F5 and S19.</summary>
public sealed class JudgeDeathTests
{
    private const string Weak = "r0 = new 0\nr1 = weak r0\nr0 = null\ncollect";
    private const string Finalizable = "finalizer f\n  collect\nend\nr0 = new 0 finalizable f\n";

    private static readonly Promises CountingFinalizing = Finalizing with { Immediate = true };

    [Fact]
    public void A_weak_reference_may_be_cleared_when_its_referent_is_freed() =>
        new Hearing(Finalizing, Weak).New().New().Run().Run().Released(1).Cleared(2).Full(1, 2).Holds();

    [Fact]
    public void W1_is_broken_when_a_weak_reference_to_a_reachable_object_is_cleared() =>
        new Hearing(Finalizing, "r0 = new 0\nr1 = weak r0\ncollect").New().New().Run().Cleared(2).Full().Breaks(Laws.WeakClearedOnlyIfDead);

    [Fact]
    public void A_clearing_that_is_told_late_may_have_come_before_a_finalizer_that_brought_the_referent_back() =>
        BroughtBack().Cleared(2).New().Run().Holds();

    [Fact]
    public void W1_is_broken_when_a_weak_reference_that_is_made_after_that_is_cleared() =>
        BroughtBack().New().Cleared(3).Run().Breaks(Laws.WeakClearedOnlyIfDead);

    private static Hearing BroughtBack() =>
        new Hearing(
            Finalizing with { Sight = Sight.Everything & ~Sight.Clearings },
            "finalizer f\n  g0 = r0\nend\nr0 = new 0 finalizable f\nr1 = weak r0\nr0 = null\ncollect\nfinalize\nr0 = g0\nr2 = weak r0\nr3 = null")
            .New().New().Run().Run().Pending(1).Full().Run()
            .FinalizerBegins(1).Inside(Operation.Assign(Root.Global(0), Root.Local(0))).FinalizerEnds().Run();

    [Fact]
    public void W2_is_broken_when_a_weak_reference_to_a_freed_object_is_not_cleared() =>
        new Hearing(Finalizing, Weak).New().New().Run().Run().Released(1).Full(1, 2).Breaks(Laws.WeakNeverYieldsDead);

    [Fact]
    public void W3_is_broken_when_one_of_two_weak_references_to_an_object_is_cleared() =>
        new Hearing(Finalizing, Finalizable + "r1 = weak r0\nr2 = weak r0\nr0 = null\ncollect")
            .New().New().New().Run().Run().Cleared(2).Pending(1).Breaks(Laws.WeakClearedTogether);

    [Fact]
    public void W4_is_broken_when_a_weak_reference_keeps_its_referent() =>
        new Hearing(Finalizing, Weak).New().New().Run().Run().Full().Breaks(Laws.WeakKeepsNothing);

    [Fact]
    public void W5_is_broken_when_an_ephemeron_keeps_a_value_that_leads_to_its_key() =>
        new Hearing(Finalizing, "r0 = new 0\nr1 = ephemeron r0 r0\nr0 = null\ncollect")
            .New().New().Run().Run().Full().Breaks(Laws.Ephemerons);

    [Fact]
    public void W5_is_broken_when_the_value_of_a_live_key_is_freed() =>
        new Hearing(Finalizing, "r0 = new 0\nr1 = new 0\nr2 = ephemeron r0 r1\nr1 = null\ncollect")
            .New().New().New().Run().Run().Released(2).Full(1, 2).Breaks(Laws.Ephemerons);

    [Fact]
    public void An_ephemeron_without_a_key_keeps_its_value() =>
        new Hearing(Finalizing, "r0 = new 0\nr1 = ephemeron r0 r0\nr1.0 = null\nr0 = null\ncollect")
            .New().New().Run().Run().Run().Full().Holds();

    [Fact]
    public void W6_is_broken_when_a_finalizer_is_due_before_weak_references_are_cleared() =>
        new Hearing(Finalizing, Finalizable + "r1 = weak r0\nr0 = null\ncollect")
            .New().New().Run().Run().Pending(1).Breaks(Laws.WeakBeforeFinalizers);

    [Fact]
    public void W6_is_broken_when_a_weak_reference_is_cleared_before_its_referent_is_freed_and_the_other_order_is_promised() =>
        new Hearing(Finalizing with { ClearsBeforeFinalizers = false }, Finalizable + "r1 = weak r0\nr0 = null\ncollect")
            .New().New().Run().Run().Cleared(2).Pending(1).Breaks(Laws.WeakBeforeFinalizers);

    [Fact]
    public void A_weak_reference_that_a_finalizer_makes_may_outlast_the_beginning_of_the_next_finalizer() =>
        new Hearing(
            Finalizing,
            "finalizer f\n  r0 = r0.0\n  r0 = weak r0\n  g0 = r0\nend\n"
            + "r0 = new 1 finalizable f\nr1 = new 0 finalizable f\nr0.0 = r1\nr1 = null\nr0 = null\ncollect")
            .New().New().Run().Run().Run().Run()
            .FinalizerBegins(1)
            .Inside(Operation.Load(Root.Local(0), Root.Local(0), 0)).Loaded(2)
            .Inside(Operation.Weak(Root.Local(0), Root.Local(0))).Allocated()
            .Inside(Operation.Assign(Root.Global(0), Root.Local(0)))
            .FinalizerEnds()
            .FinalizerBegins(2).FinalizerEnds().Full().Holds();

    [Fact]
    public void F1_is_broken_when_a_finalizer_is_due_twice() =>
        new Hearing(Finalizing, Finalizable + "r0 = null\ncollect").New().Run().Run().Pending(1, 1).Breaks(Laws.FinalizedOnce);

    /// <summary>PHP collects again after destructors, within the same call: the first finalizer lets go of a cycle that the next one brings back.</summary>
    [Fact]
    public void What_a_finalizer_lets_go_of_may_be_found_dead_together_in_the_same_collection() =>
        RoundsOfACollection()
            .FinalizerBegins(1).Inside(Operation.Assign(Root.Global(0), Root.Local(0))).FinalizerEnds()
            .FinalizerBegins(3).Inside(Operation.Assign(Root.Global(0), Root.Local(0))).FinalizerEnds()
            .FinalizerBegins(2).FinalizerEnds().Full().Holds();

    [Fact]
    public void F2_is_broken_when_no_finalizer_has_let_go_of_what_is_finalized_after_it() =>
        RoundsOfACollection().FinalizerBegins(1).FinalizerEnds().FinalizerBegins(3).Breaks(Laws.FinalizedOnlyIfDead);

    private static Hearing RoundsOfACollection() =>
        new Hearing(
            Finalizing with { FinalizationOrder = FinalizationOrder.Unspecified },
            "finalizer f\n  g0 = r0\nend\nr0 = new 1 finalizable f\nr0 = new 1 finalizable f\ng0 = new 1 finalizable f\nr0.0 = g0\ng0.0 = r0\nr0 = null\ncollect")
            .New().New().New().Run().Run().Run().Run();

    [Fact]
    public void F2_is_broken_when_a_reachable_object_is_finalized() =>
        new Hearing(Finalizing, Finalizable + "collect").New().Run().Pending(1).Breaks(Laws.FinalizedOnlyIfDead);

    [Fact]
    public void Objects_found_dead_together_may_be_finalized_though_one_leads_to_the_other() =>
        new Hearing(Finalizing, Finalizable + "r1 = new 1 finalizable f\nr1.0 = r0\nr0 = null\nr1 = null\ncollect")
            .New().New().Run().Run().Run().Run().Pending(1, 2).Full().Holds();

    [Fact]
    public void F3_is_broken_when_an_object_is_freed_unfinalized() =>
        new Hearing(Finalizing, Finalizable + "r0 = null\ncollect").New().Run().Run().Released(1).Full(1, 2).Breaks(Laws.FinalizedInTime);

    [Fact]
    public void F3_is_broken_when_a_full_collection_does_not_find_a_dead_object_with_a_finalizer() =>
        new Hearing(Finalizing, Finalizable + "r0 = null\ncollect").New().Run().Run().Full().Breaks(Laws.FinalizedInTime);

    [Fact]
    public void F4_is_broken_when_objects_are_finalized_in_another_order() =>
        new Hearing(Finalizing, Finalizable + "r0 = new 0 finalizable f\nr0 = null\ncollect")
            .New().New().Run().Run().Pending(2, 1).Breaks(Laws.FinalizationOrder);

    [Fact]
    public void F5_is_broken_when_what_a_pending_finalizer_can_reach_is_freed() =>
        new Hearing(Finalizing, Finalizable + "r1 = new 1 finalizable f\nr2 = new 0\nr1.0 = r2\nr2 = null\nr1 = null\ncollect")
            .New().New().New().Run().Run().Run().Run().Pending(2).Released(3).Full(1, 2).Breaks(Laws.Resurrection);

    [Fact]
    public void S19_is_broken_when_a_collection_inside_a_finalizer_inside_a_collection_frees_what_is_reachable() =>
        new Hearing(Finalizing, Finalizable + "r1 = new 0\nr0 = null\ncollect")
            .New().New().Run().Run().FinalizerBegins(1).Inside(Operation.Collect()).Full().FinalizerEnds().Released(2).Full(1, 2)
            .Breaks(Laws.Reentrancy);

    [Fact]
    public void A_collection_that_a_finalizer_asks_for_inside_a_collection_may_be_skipped() =>
        new Hearing(Finalizing, Finalizable + "r0 = null\ncollect")
            .New().Run().Run().FinalizerBegins(1).Inside(Operation.Collect()).FinalizerEnds().Released(1).Full(1, 2).Holds();

    [Fact]
    public void L2_is_broken_when_a_collection_keeps_a_cycle_after_a_finalizer_that_a_falling_count_started() =>
        CountFallsBeforeCollection().Full(1, 2).Breaks(Laws.Cycles);

    [Fact]
    public void It_frees_the_cycle() => CountFallsBeforeCollection().Released(2).Full(2, 5).Holds();

    [Fact]
    public void A_collection_that_runs_a_finalizer_owes_nothing_for_what_became_garbage_meanwhile() =>
        new Hearing(CountingFinalizing, "finalizer f\n  r0 = null\nend\nr0 = new 1 finalizable f\nr0.0 = r0\nr0 = null\ncollect")
            .New().Run().Run().Run().FinalizerBegins(1).FinalizerEnds().Full().Holds();

    private static Hearing CountFallsBeforeCollection() =>
        new Hearing(CountingFinalizing, Finalizable + "r1 = new 1\nr1.0 = r1\nr1 = null\nr0 = null\ncollect")
            .New().New().Run().Run().Run().FinalizerBegins(1).FinalizerEnds().Released(1).Run();
}
