using GcVerify.Mutator;
using GcVerify.Oracle;
using static GcVerify.Properties.Oracle.Hearing;

namespace GcVerify.Properties.Oracle;

/// <summary>Laws L1, L2, L4, L6 and P3: what must be freed, what plain counting must keep, when an allocation may be refused.</summary>
public sealed class JudgeLivenessTests
{
    private const string SelfCycle = "r0 = new 1\nr0.0 = r0\nr0 = null\ncollect";

    private const string Chain = "r0 = new 1\nr1 = new 1\nr0.0 = r1\nr1 = null\nr0 = null\nr0 = new 3";

    [Fact]
    public void L1_is_broken_when_a_full_collection_keeps_garbage() =>
        new Hearing(Tracing, "r0 = new 0\nr0 = null\ncollect").New().Run().Run().Full().Breaks(Laws.Completeness);

    [Fact]
    public void L1_is_broken_when_a_full_collection_keeps_a_cycle() =>
        new Hearing(Tracing, SelfCycle).New().Run().Run().Run().Full().Breaks(Laws.Completeness);

    [Fact]
    public void Where_two_collections_are_promised_the_first_may_keep_garbage() =>
        new Hearing(Tracing with { CollectionsToQuiescence = 2 }, "r0 = new 0\nr0 = null\ncollect").New().Run().Run().Full().Holds();

    [Fact]
    public void L1_is_broken_when_the_second_of_two_promised_collections_keeps_garbage() =>
        new Hearing(Tracing with { CollectionsToQuiescence = 2 }, "r0 = new 0\nr0 = null\ncollect\ncollect")
            .New().Run().Run().Full().Run().Full().Breaks(Laws.Completeness);

    [Fact]
    public void L1_is_broken_when_counting_keeps_what_nothing_refers_to() =>
        new Hearing(Counting, "r0 = new 0\nr0 = null\nr0 = null").New().Run().Run().Breaks(Laws.Completeness);

    [Fact]
    public void L1_is_broken_when_deferred_counting_keeps_what_nothing_refers_to_over_a_full_collection() =>
        new Hearing(Deferred, "r0 = new 0\nr0 = null\ncollect")
            .New().Run().Run().Full().Breaks(Laws.Completeness);

    [Fact]
    public void Counting_keeps_a_cycle() => new Hearing(Counting, SelfCycle).New().Run().Run().Run().Full().Holds();

    [Fact]
    public void L2_is_broken_when_counting_frees_what_hangs_from_a_cycle() =>
        new Hearing(Counting, "r0 = new 2\nr1 = new 0\nr0.0 = r0\nr0.1 = r1\nr1 = null\nr0 = null")
            .New().New().Run().Run().Run().Run().Released(2).Breaks(Laws.Cycles);

    [Fact]
    public void L2_is_broken_when_counting_frees_a_whole_cycle() =>
        new Hearing(Counting, SelfCycle).New().Run().Run().Released(1).Breaks(Laws.Cycles);

    [Fact]
    public void L2_is_broken_when_counting_frees_a_cycle_of_two_with_its_tail() =>
        new Hearing(Counting, "r0 = new 2\nr1 = new 2\nr2 = new 0\nr0.0 = r1\nr1.0 = r0\nr1.1 = r2\nr2 = null\nr1 = null\nr0 = null")
            .New().New().New().Run().Run().Run().Run().Run().Run().Released(1, 2, 3).Breaks(Laws.Cycles);

    [Fact]
    public void Counting_frees_a_chain_in_any_order() =>
        new Hearing(Counting, "r0 = new 1\nr1 = new 1\nr0.0 = r1\nr1 = null\nr0 = null")
            .New().New().Run().Run().Run().Released(2, 1).Holds();

    [Fact]
    public void Counting_frees_what_is_shared_with_all_that_shares_it() =>
        new Hearing(Counting, "r0 = new 2\nr1 = new 0\nr0.0 = r1\nr0.1 = r1\nr1 = null\nr0 = null")
            .New().New().Run().Run().Run().Run().Released(1, 2).Holds();

    [Fact]
    public void L2_is_broken_when_counting_with_a_cycle_collector_keeps_a_cycle() =>
        new Hearing(Counting with { Completeness = Completeness.Complete }, SelfCycle).New().Run().Run().Run().Full().Breaks(Laws.Cycles);

    [Fact]
    public void L2_is_broken_when_counting_with_a_cycle_collector_keeps_what_hangs_from_a_cycle() =>
        new Hearing(Counting with { Completeness = Completeness.Complete }, "r0 = new 2\nr1 = new 0\nr0.0 = r0\nr0.1 = r1\nr1 = null\nr0 = null\ncollect")
            .New().New().Run().Run().Run().Run().Run().Released(1).Full(1, 4).Breaks(Laws.Cycles);

    [Fact]
    public void Deferred_counting_frees_a_chain_at_a_safepoint() =>
        new Hearing(Deferred, "r0 = new 1\nr1 = new 1\nr0.0 = r1\nr1 = null\nr0 = null\ncollect")
            .New().New().Run().Run().Run().Run().Released(1, 2).Full(2, 6).Holds();

    [Fact]
    public void Deferred_counting_keeps_a_cycle_over_a_collection() =>
        new Hearing(Deferred, SelfCycle).New().Run().Run().Run().Full().Holds();

    [Fact]
    public void L2_is_broken_when_deferred_counting_frees_a_cycle_with_what_was_freeable() =>
        new Hearing(Deferred, "r0 = new 1\nr0.0 = r0\nr0 = null\nr0 = new 1\nr0 = null\ncollect")
            .New().Run().Run().New().Run().Run().Released(2, 1).Full(2, 6).Breaks(Laws.Cycles);

    [Fact]
    public void L2_is_broken_when_deferred_counting_frees_what_hangs_from_a_cycle() =>
        new Hearing(Deferred, "r0 = new 2\nr1 = new 0\nr0.0 = r0\nr0.1 = r1\nr1 = null\nr0 = null\ncollect")
            .New().New().Run().Run().Run().Run().Run().Released(2).Full(1, 2).Breaks(Laws.Cycles);

    [Fact]
    public void L1_is_broken_when_deferred_counting_keeps_what_only_a_freed_object_held() =>
        new Hearing(Deferred, "r0 = new 1\nr1 = new 1\nr0.0 = r1\nr1 = null\nr0 = null\ncollect")
            .New().New().Run().Run().Run().Run().Released(1).Full(1, 3).Breaks(Laws.Completeness);

    [Fact]
    public void L4_is_broken_when_an_allocation_is_refused_because_of_what_deferred_counting_could_free() =>
        new Hearing(Deferred with { UsableWords = 6 }, Chain).New().New().Run().Run().Run().Run().Refused(5).Breaks(Laws.HonestRefusal);

    [Fact]
    public void What_deferred_counting_could_free_is_a_reason_to_refuse_while_collection_is_disabled() =>
        new Hearing(Deferred with { UsableWords = 6 }, "disable\n" + Chain)
            .Run().New().New().Run().Run().Run().Run().Refused(5).Holds();

    [Fact]
    public void Cycles_are_a_reason_to_refuse_where_counting_is_deferred() =>
        new Hearing(Deferred with { UsableWords = 6 }, "r0 = new 1\nr1 = new 1\nr0.0 = r1\nr1.0 = r0\nr1 = null\nr0 = null\nr0 = new 3")
            .New().New().Run().Run().Run().Run().Run().Refused(5).Holds();

    [Fact]
    public void L4_is_broken_when_an_allocation_is_refused_that_fits() =>
        new Hearing(Tracing with { UsableWords = 5 }, "r0 = new 3").Run().Refused(5).Breaks(Laws.HonestRefusal);

    [Fact]
    public void L4_is_broken_when_an_allocation_is_refused_because_of_garbage() =>
        new Hearing(Tracing with { UsableWords = 5 }, "r0 = new 3\nr0 = null\nr0 = new 3")
            .New().Run().Run().Refused(5).Breaks(Laws.HonestRefusal);

    [Fact]
    public void Garbage_is_a_reason_to_refuse_while_collection_is_disabled() =>
        new Hearing(Tracing with { UsableWords = 5 }, "r0 = new 3\nr0 = null\ndisable\nr0 = new 3")
            .New().Run().Run().Run().Refused(5).Holds();

    [Fact]
    public void An_allocation_is_refused_that_is_a_word_too_long() =>
        new Hearing(Tracing with { UsableWords = 4 }, "r0 = new 3").Run().Refused(5).Holds();

    [Fact]
    public void An_allocation_is_refused_where_no_free_run_is_long_enough() =>
        new Hearing(Tracing with { FitSpace = new(1, 100) }, "r0 = new 3").Run().Refused(5, longestFreeRun: 4).Holds();

    [Fact]
    public void L4_is_broken_when_an_allocation_is_refused_for_which_there_is_a_free_run() =>
        new Hearing(Tracing with { FitSpace = new(1, 100) }, "r0 = new 3").Run().Refused(5, longestFreeRun: 5).Breaks(Laws.HonestRefusal);

    [Fact]
    public void L6_is_broken_when_there_is_more_metadata_than_promised() =>
        new Hearing(Tracing, "r0 = new 0").New().Faulted(FaultKind.TooMuchMetadata).Breaks(Laws.Occupancy);

    [Theory]
    [InlineData(FaultKind.StackExhausted)]
    [InlineData(FaultKind.RunsAway)]
    [InlineData(FaultKind.Threw)]
    public void P3_is_broken_when_a_call_does_not_return(FaultKind kind) =>
        new Hearing(Tracing, "r0 = new 0\ncollect").New().Run().Faulted(kind).Breaks(Laws.Progress);

    [Fact]
    public void A_release_that_breaks_a_law_comes_before_the_fault_that_follows_from_it() =>
        new Hearing(Tracing, "r0 = new 0\ncollect").New().Run().Released(1).Faulted(FaultKind.FreeWordTouched).Breaks(Laws.Safety);
}
