using System.Collections.Immutable;
using GcVerify.Mutator;
using GcVerify.Oracle;
using static GcVerify.Properties.Oracle.Hearing;

namespace GcVerify.Properties.Oracle;

/// <summary>Laws A1, A2 and A3: reports are true, words are conserved, collections take place when they are due.</summary>
public sealed class JudgeAccountingTests
{
    private static readonly Promises ThreeWords =
        Tracing with { Thresholds = [new Threshold(ThresholdUnit.AllocatedWords, 3)] };

    private static readonly ImmutableArray<Threshold> EveryTwoMinors =
        [new Threshold(ThresholdUnit.AllocatedWords, 2), new Threshold(ThresholdUnit.YoungerCollections, 2)];

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    [InlineData(1, 3)]
    public void A1_is_broken_when_another_number_of_objects_or_words_is_reported(int objects, int words) =>
        new Hearing(Tracing, "r0 = new 0\nr0 = null\ncollect")
            .New().Run().Run().Released(1).Full(objects, words).Breaks(Laws.ReportedFreed);

    [Fact]
    public void A1_is_broken_when_another_generation_is_reported() =>
        new Hearing(Generations, "r0 = new 0\nr0 = null\ncollect")
            .New(Old).Run().Run().Released(1).Full(1, 2, generation: 0).Breaks(Laws.ReportedFreed);

    [Fact]
    public void What_is_freed_is_reported_by_generation() =>
        new Hearing(Generations, "r0 = new 0\nr0 = null\ncollect").New(Old).Run().Run().Released(1).Full(1, 2, generation: 1).Holds();

    [Fact]
    public void What_counting_frees_in_between_is_part_of_the_next_report() =>
        new Hearing(Counting, "r0 = new 0\nr0 = null\ncollect").New().Run().Released(1).Run().Full(1, 2).Holds();

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void A2_is_broken_when_words_appear_or_vanish(int occupied) =>
        new Hearing(Tracing, "r0 = new 1").New().Walk(occupied, [1], new Seen(1, 0)).Breaks(Laws.Conservation);

    [Fact]
    public void Words_in_use_are_those_allocated_less_those_freed() =>
        new Hearing(Tracing, "r0 = new 1\nr1 = new 0\nr0 = null")
            .New().New().Run().Released(1).Walk(2, [0, 2], new Seen(2)).Holds();

    [Fact]
    public void A3_is_broken_when_a_collection_is_asked_for_and_none_comes() =>
        new Hearing(Tracing, "collect").Run().Breaks(Laws.Thresholds);

    [Fact]
    public void A3_is_broken_when_a_collection_comes_that_nobody_asked_for() =>
        new Hearing(Tracing, "r0 = new 0").New().Full().Breaks(Laws.Thresholds);

    [Fact]
    public void A3_is_broken_when_a_full_collection_is_asked_for_and_a_minor_one_comes() =>
        new Hearing(Generations, "collect").Run().Minor().Breaks(Laws.Thresholds);

    [Fact]
    public void A3_is_broken_when_a_minor_collection_is_asked_for_and_a_full_one_comes() =>
        new Hearing(Generations, "collect 0").Run().Full().Breaks(Laws.Thresholds);

    [Fact]
    public void A3_is_broken_when_a_step_collects_where_no_steps_are_promised() =>
        new Hearing(Tracing, "step 1").Run().Full().Breaks(Laws.Thresholds);

    [Fact]
    public void A_step_may_end_a_collection_where_steps_are_promised() =>
        new Hearing(Tracing with { Incremental = true }, "step 1").Run().Full().Holds();

    [Fact]
    public void A3_is_broken_when_a_threshold_is_reached_and_the_next_allocation_does_not_collect() =>
        new Hearing(ThreeWords, "r0 = new 1\nr1 = new 0").New().New().Breaks(Laws.Thresholds);

    [Fact]
    public void A3_is_broken_when_a_collection_comes_before_its_threshold() =>
        new Hearing(ThreeWords, "r0 = new 0\nr1 = new 0")
            .New().Run().Full(reason: CollectionReason.Threshold).Allocated().Breaks(Laws.Thresholds);

    [Fact]
    public void A_collection_comes_in_the_first_allocation_that_finds_the_threshold_reached() =>
        new Hearing(ThreeWords, "r0 = new 1\nr1 = new 0").New().Run().Full(reason: CollectionReason.Threshold).Allocated().Holds();

    [Fact]
    public void A_collection_starts_the_count_anew() =>
        new Hearing(ThreeWords, "r0 = new 1\ncollect\nr1 = new 0").New().Run().Full().New().Holds();

    [Fact]
    public void A3_is_broken_when_a_changed_threshold_is_not_honoured() =>
        new Hearing(ThreeWords, "threshold 0 2\nr0 = new 0\nr1 = new 0").Run().New().New().Breaks(Laws.Thresholds);

    [Fact]
    public void A_threshold_of_zero_is_never_reached() =>
        new Hearing(ThreeWords, "threshold 0 0\nr0 = new 1\nr1 = new 0").Run().New().New().Holds();

    [Fact]
    public void No_threshold_is_due_while_collection_is_disabled() =>
        new Hearing(ThreeWords, "disable\nr0 = new 1\nr1 = new 0").Run().New().New().Holds();

    [Fact]
    public void A3_is_broken_when_an_allocation_collects_while_collection_is_disabled() =>
        new Hearing(Tracing, "disable\nr0 = new 0")
            .Run().Run().Full(reason: CollectionReason.Exhaustion).Allocated().Breaks(Laws.Thresholds);

    [Fact]
    public void The_oldest_generation_that_is_due_is_collected() =>
        AfterTwoMinors().Run().Full(reason: CollectionReason.Threshold).Aged(1, Old).Allocated(Young).Holds();

    [Fact]
    public void A3_is_broken_when_a_younger_generation_is_collected_in_place_of_an_older_one() =>
        AfterTwoMinors().Run().Minor(reason: CollectionReason.Threshold).Allocated(Young).Breaks(Laws.Thresholds);

    private static Hearing AfterTwoMinors() =>
        new Hearing(
                Generations with { Thresholds = EveryTwoMinors, PromotionAge = 0 },
                "r0 = new 0\nr1 = new 0\nr2 = new 0\nr3 = new 0")
            .New(Young)
            .Run().Minor(reason: CollectionReason.Threshold).Allocated(Young)
            .Run().Minor(reason: CollectionReason.Threshold).Allocated(Young);
}
