using GcVerify.Mutator;
using GcVerify.Oracle;
using static GcVerify.Properties.Oracle.Hearing;

namespace GcVerify.Properties.Oracle;

/// <summary>Law F7: garbage that is listed and kept.</summary>
public sealed class JudgeUncollectableTests
{
    private const string Finalizer = "finalizer f\n  r0 = null\nend\n";
    private const string Cycle = Finalizer + "r0 = new 1 finalizable f\nr0.0 = r0\nr0 = null\ncollect\ncollect";
    private const string Hanging = Finalizer + "r0 = new 2\nr0.0 = r0\nr1 = new 0 finalizable f\nr0.1 = r1\nr1 = null\nr0 = null\ncollect";

    private static readonly Promises Older = new()
    {
        UsableWords = 100,
        Immediate = true,
        WeakReferences = true,
        Finalizers = true,
        Uncollectable = UncollectableGarbage.WithFinalizers,
    };

    private static readonly Promises SavesAll = Counting with { Uncollectable = UncollectableGarbage.Everything };

    [Fact]
    public void A_cycle_with_a_finalizer_is_listed_and_kept_for_good() => Dropped(Older).Lists(1).Full().Run().Full().Holds();

    [Fact]
    public void F7_is_broken_when_it_is_kept_but_not_listed() => Dropped(Older).Full().Breaks(Laws.Uncollectable);

    [Fact]
    public void F7_is_broken_when_it_is_finalized() => Dropped(Older).FinalizerBegins(1).Breaks(Laws.Uncollectable);

    [Fact]
    public void F3_is_broken_when_it_is_freed() => Dropped(Older).Released(1).Full(1, 3).Breaks(Laws.FinalizedInTime);

    [Fact]
    public void S1_is_broken_when_it_is_freed_though_it_was_listed() =>
        Dropped(Older with { Finalizers = false, Uncollectable = UncollectableGarbage.Everything })
            .Lists(1).Full().Run().Released(1).Full(1, 3).Breaks(Laws.Safety);

    [Fact]
    public void F7_is_broken_when_a_reachable_object_is_listed() =>
        new Hearing(Older, Finalizer + "r0 = new 1 finalizable f\nr0.0 = r0\ncollect").New().Run().Run().Lists(1).Full().Breaks(Laws.Uncollectable);

    [Fact]
    public void F7_is_broken_when_an_object_without_a_finalizer_is_listed() =>
        new Hearing(Older, "r0 = new 1\nr0.0 = r0\nr0 = null\ncollect").New().Run().Run().Run().Lists(1).Full().Breaks(Laws.Uncollectable);

    [Fact]
    public void F7_is_broken_when_what_hangs_from_another_cycle_is_listed() => Dead(Hanging).Released(1).Lists(2).Full(1, 4).Breaks(Laws.Uncollectable);

    [Fact]
    public void It_is_finalized_and_freed_with_that_cycle() =>
        Dead(Hanging).Released(1).FinalizerBegins(2).FinalizerEnds().Released(2).Full(2, 6).Holds();

    [Fact]
    public void F7_is_broken_when_what_a_listed_object_leads_to_is_freed() =>
        new Hearing(Older, Finalizer + "r0 = new 2 finalizable f\nr0.0 = r0\nr1 = new 0\nr0.1 = r1\nr1 = null\nr0 = null\ncollect")
            .New().Run().New().Run().Run().Run().Run().Released(2).Lists(1).Full(1, 2).Breaks(Laws.Uncollectable);

    [Fact]
    public void L2_is_broken_when_a_cycle_that_leads_to_a_listed_object_is_kept() =>
        new Hearing(Older, Finalizer + "r0 = new 2\nr0.0 = r0\nr1 = new 1 finalizable f\nr1.0 = r1\nr0.1 = r1\nr1 = null\nr0 = null\ncollect")
            .New().Run().New().Run().Run().Run().Run().Run().Lists(2).Full().Breaks(Laws.Cycles);

    [Fact]
    public void What_is_listed_may_be_saved_by_a_debug_mode_without_a_finalizer() =>
        new Hearing(SavesAll, "r0 = new 1\nr0.0 = r0\nr0 = null\ncollect").New().Run().Run().Run().Lists(1).Full().Holds();

    [Fact]
    public void F7_is_broken_when_it_keeps_a_cycle_unlisted() =>
        new Hearing(SavesAll, "r0 = new 1\nr0.0 = r0\nr0 = null\ncollect").New().Run().Run().Run().Full().Breaks(Laws.Uncollectable);

    [Fact]
    public void Listing_is_broken_where_nothing_is_promised() => Dropped(Older with { Uncollectable = UncollectableGarbage.None }).Lists(1).Full().Breaks(Laws.Uncollectable);

    private static Hearing Dropped(Promises promises) => new Hearing(promises, Cycle).New().Run().Run().Run();

    private static Hearing Dead(string program) => new Hearing(Older, program).New().Run().New().Run().Run().Run().Run();
}
