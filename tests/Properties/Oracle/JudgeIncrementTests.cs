using GcVerify.Mutator;
using GcVerify.Oracle;
using static GcVerify.Properties.Oracle.Hearing;

namespace GcVerify.Properties.Oracle;

/// <summary>Laws S10, S17, L9 and what A3 says of collections that span operations.</summary>
public sealed class JudgeIncrementTests
{
    private const string DiesMeanwhile = "r0 = new 1\nstep 1\nr0 = null\nstep 1\nstep 1";
    private const string DiesBefore = "r0 = new 1\nr0 = null\nstep 1\nstep 1";

    // Object 2 refers to object 1.
    private const string Held = "r0 = new 0\nr2 = new 1\nr2.0 = r0\n";

    private static readonly Promises Snapshot = Slices with { Snapshot = true, AllocatesBlack = true };

    private static readonly Promises ThreeWords = Slices with { Thresholds = [new Threshold(ThresholdUnit.AllocatedWords, 3)] };

    [Fact]
    public void L9_is_broken_when_what_was_garbage_at_the_begin_is_kept() =>
        new Hearing(Slices, DiesBefore).New().Run().Run().Begins().Run().MarkingEnds().Full().Breaks(Laws.FloatingGarbage);

    [Fact]
    public void What_was_garbage_at_the_begin_is_freed_by_the_end() =>
        new Hearing(Slices, DiesBefore).New().Run().Run().Begins().Run().MarkingEnds(1).Released(1).Full(1, 3).Holds();

    [Fact]
    public void What_became_garbage_meanwhile_may_stay_or_go()
    {
        new Hearing(Slices, DiesMeanwhile).New().Run().Begins().Run().Run().MarkingEnds().Full().Holds();
        new Hearing(Slices, DiesMeanwhile).New().Run().Begins().Run().Run().MarkingEnds(1).Released(1).Full(1, 3).Holds();
    }

    [Fact]
    public void L1_is_broken_when_what_became_garbage_meanwhile_outlives_a_collection_that_the_program_asks_for() =>
        new Hearing(Slices, "r0 = new 1\nstep 1\nr0 = null\ncollect")
            .New().Run().Begins().Run().Run().MarkingEnds().Full().Full().Breaks(Laws.Completeness);

    [Fact]
    public void A3_is_broken_when_a_collection_is_asked_for_and_only_the_one_under_way_is_finished() =>
        new Hearing(Slices, "r0 = new 1\nstep 1\ncollect").New().Run().Begins().Run().MarkingEnds().Full().Breaks(Laws.Thresholds);

    [Fact]
    public void The_collection_under_way_is_finished_and_another_follows() =>
        new Hearing(Slices, "r0 = new 1\nstep 1\nr0 = null\ncollect")
            .New().Run().Begins().Run().Run().MarkingEnds().Full().Released(1).Full(1, 3).Holds();

    [Fact]
    public void S10_is_broken_when_what_was_reachable_at_the_begin_is_freed_though_it_is_garbage_now() =>
        new Hearing(Snapshot, DiesMeanwhile)
            .New().Run().Begins().Run().Run().MarkingEnds(1).Released(1).Full(1, 3).Breaks(Laws.SnapshotKept);

    [Fact]
    public void S10_is_named_in_place_of_S1_where_the_mutator_ran_since_the_begin() =>
        new Hearing(Snapshot, "r0 = new 1\nstep 1\nstep 1")
            .New().Run().Begins().Run().MarkingEnds(1).Released(1).Full(1, 3).Breaks(Laws.SnapshotKept);

    [Fact]
    public void S1_is_named_where_it_did_not() =>
        new Hearing(Snapshot, "r0 = new 1\nstep 1").New().Run().Begins().MarkingEnds(1).Released(1).Full(1, 3).Breaks(Laws.Safety);

    [Fact]
    public void What_a_snapshot_kept_is_freed_by_the_next_collection() =>
        new Hearing(Snapshot, DiesMeanwhile)
            .New().Run().Begins().Run().Run().MarkingEnds().Full().Run().Begins().MarkingEnds(1).Released(1).Full(1, 3).Holds();

    [Fact]
    public void Garbage_that_garbage_refers_to_may_be_freed_a_slice_before_it() =>
        new Hearing(Slices, Held + "r2 = null\nr0 = null\nstep 1\nstep 1\nstep 1")
            .New().New().Run().Run().Run().Run().Begins().MarkingEnds(1, 2).Run().Released(1).Run().Released(2).Full(2, 5).Holds();

    [Fact]
    public void A_law_is_broken_when_what_was_garbage_at_the_begin_is_freed_after_it_was_taken_up_through_a_weak_reference() =>
        new Hearing(Slices with { WeakReferences = true }, Held + "r1 = weak r0\nr2 = null\nr0 = null\nstep 1\nr0 = deref r1\nstep 1")
            .New().New().Run().New().Run().Run().Run().Begins().Run().Loaded(1).Run().MarkingEnds(1, 2).Released(1).Breaks(Laws.Tricolour);

    [Fact]
    public void A_law_is_broken_when_what_was_garbage_at_the_begin_is_freed_after_a_finalizer_has_resurrected_it() =>
        new Hearing(Slices with { Finalizers = true }, "finalizer f\n  g0 = r0\nend\nr0 = new 0 finalizable f\nr0 = null\nstep 1\nstep 1")
            .New().Run().Run().Begins().FinalizerBegins(1).Inside(Operation.Assign(Root.Global(0), Root.Local(0))).FinalizerEnds()
            .Run().MarkingEnds(1).Released(1).Breaks(Laws.Tricolour);

    [Fact]
    public void S17_is_broken_when_what_was_allocated_meanwhile_is_freed() =>
        AllocatesMeanwhile(Snapshot).MarkingEnds(1).Released(1).Full(1, 3).Breaks(Laws.NewSurvive);

    [Fact]
    public void Where_that_is_not_promised_it_may_be_freed() =>
        AllocatesMeanwhile(Snapshot with { AllocatesBlack = false }).MarkingEnds(1).Released(1).Full(1, 3).Holds();

    [Fact]
    public void A3_is_broken_when_a_collection_begins_that_nobody_asked_for() =>
        new Hearing(Slices, "r0 = new 1").Run().Begins().Allocated().Breaks(Laws.Thresholds);

    [Fact]
    public void A3_is_broken_when_a_step_begins_a_collection_where_no_steps_are_promised() =>
        new Hearing(Tracing, "step 1").Run().Begins().Breaks(Laws.Thresholds);

    [Fact]
    public void A3_is_broken_when_a_collection_begins_while_one_is_under_way() =>
        new Hearing(Slices, "step 1\nstep 1").Run().Begins().Run().Begins().Breaks(Laws.Thresholds);

    [Fact]
    public void A_collection_begins_in_the_allocation_that_finds_the_threshold_reached() =>
        new Hearing(ThreeWords, "r0 = new 1\nr1 = new 0").New().Run().Begins().Allocated().Holds();

    [Fact]
    public void A3_is_broken_when_none_begins_there() =>
        new Hearing(ThreeWords, "r0 = new 1\nr1 = new 0").New().New().Breaks(Laws.Thresholds);

    [Fact]
    public void No_threshold_is_due_while_a_collection_is_under_way() =>
        new Hearing(ThreeWords, "step 1\nr0 = new 1\nr1 = new 0").Run().Begins().New().New().Holds();

    [Fact]
    public void A_collection_may_end_in_an_allocation() => EndsIn("r0 = new 1", CollectionReason.Threshold).Allocated().Holds();

    [Theory]
    [InlineData("r0 = null", CollectionReason.Threshold)]
    [InlineData("r0 = null", CollectionReason.Requested)]
    [InlineData("r0 = new 1", CollectionReason.Requested)]
    [InlineData("step 1", CollectionReason.Threshold)]
    public void A3_is_broken_when_it_ends_elsewhere_or_gives_the_wrong_reason(string operation, CollectionReason reason) =>
        EndsIn(operation, reason).Breaks(Laws.Thresholds);

    [Fact]
    public void A3_is_broken_when_it_ends_in_an_allocation_while_collection_is_disabled() =>
        new Hearing(Slices, "step 1\ndisable\nr0 = new 1")
            .Run().Begins().Run().Run().MarkingEnds().Full(reason: CollectionReason.Threshold).Allocated().Breaks(Laws.Thresholds);

    private static Hearing EndsIn(string operation, CollectionReason reason) =>
        new Hearing(Slices, "step 1\n" + operation).Run().Begins().Run().MarkingEnds().Full(reason: reason);

    private static Hearing AllocatesMeanwhile(Promises promises) =>
        new Hearing(promises, "step 1\nr0 = new 1\nr0 = null\nstep 1").Run().Begins().New().Run().Run();
}
