using GcVerify.Mutator;
using GcVerify.Oracle;
using static GcVerify.Properties.Oracle.Hearing;

namespace GcVerify.Properties.Oracle;

/// <summary>Laws S1 to S7, S13 to S18: each broken by the fewest events, beside the same events without the break.</summary>
public sealed class JudgeSafetyTests
{
    [Fact]
    public void S1_is_broken_when_an_object_in_a_root_is_released()
    {
        Violation violation = new Hearing(Tracing, "r0 = new 1\ncollect").New().Run().Released(1).Full(1, 3).Breaks(Laws.Safety);
        Assert.Equal((1, 1, "r0 -> #1"), (violation.OperationIndex, violation.ObjectNumber, violation.RootPath));
    }

    [Fact]
    public void S1_is_broken_when_an_object_behind_a_field_is_released()
    {
        Violation violation = new Hearing(Tracing, "r0 = new 1\nr1 = new 0\nr0.0 = r1\nr1 = null\ncollect")
            .New().New().Run().Run().Run().Released(2).Full(1, 2).Breaks(Laws.Safety);
        Assert.Equal("r0 -> #1.0 -> #2", violation.RootPath);
    }

    [Fact]
    public void S1_is_broken_when_a_new_object_is_released_before_the_operation_ends() =>
        new Hearing(Tracing, "r0 = new 1").New().Released(1).Breaks(Laws.Safety);

    [Fact]
    public void Garbage_may_be_released_in_any_operation() =>
        new Hearing(Tracing, "r0 = new 1\nr0 = null\nr0 = null").New().Run().Run().Released(1).Holds();

    [Fact]
    public void S2_is_broken_when_a_raw_word_changes() =>
        new Hearing(Tracing, "r0 = new 0+1\nr0:0 = 7").New().Run().Walk(3, [1], new Seen(1) { RawWords = [8] }).Breaks(Laws.Contents);

    [Fact]
    public void S2_is_broken_when_a_raw_word_loses_its_first_value() =>
        new Hearing(Tracing, "r0 = new 0+1").New().Walk(3, [1], new Seen(1) { RawWords = [0] }).Breaks(Laws.Contents);

    [Fact]
    public void S2_is_broken_when_a_header_changes() =>
        new Hearing(Tracing, "r0 = new 1").New().Walk(3, [1], new Seen(1, 0) { Shape = new(ObjectKind.Weak, 1, 0) }).Breaks(Laws.Contents);

    [Fact]
    public void S2_is_broken_when_an_object_carries_a_number_that_was_never_given() =>
        new Hearing(Tracing, "r0 = new 1").New().Walk(3, [1], new Seen(2, 0)).Breaks(Laws.Contents);

    [Fact]
    public void S2_is_broken_when_the_subject_finds_contents_damaged() =>
        new Hearing(Tracing, "r0 = new 1").New().Walk(3, [1], new Seen(1, 0) { Intact = false }).Breaks(Laws.Contents);

    [Fact]
    public void Raw_words_hold_what_was_written() =>
        new Hearing(Tracing, "r0 = new 0+2\nr0:1 = -7")
            .New().Run().Walk(4, [1], new Seen(1) { RawWords = [RawPattern.Of(1, 0), -7] }).Holds();

    [Fact]
    public void S3_is_broken_when_a_field_leads_to_another_object() =>
        new Hearing(Tracing, "r0 = new 1\nr1 = new 1\nr0.0 = r1")
            .New().New().Run().Walk(6, [1, 2], new Seen(1, 1), new Seen(2, 0)).Breaks(Laws.Isomorphism);

    [Fact]
    public void S3_is_broken_when_a_field_is_null_that_was_written() =>
        new Hearing(Tracing, "r0 = new 1\nr0.0 = r0").New().Run().Walk(3, [1], new Seen(1, 0)).Breaks(Laws.Isomorphism);

    [Fact]
    public void S3_is_broken_when_a_load_leads_to_another_object() =>
        new Hearing(Tracing, "r0 = new 1\nr1 = new 1\nr0.0 = r1\nr1 = r0.0").New().New().Run().Run().Loaded(1).Breaks(Laws.Isomorphism);

    [Fact]
    public void A_load_leads_to_what_was_stored() =>
        new Hearing(Tracing, "r0 = new 1\nr1 = new 1\nr0.0 = r1\nr1 = r0.0").New().New().Run().Run().Loaded(2).Holds();

    [Fact]
    public void S4_is_broken_when_one_object_is_met_in_two_places() =>
        new Hearing(Tracing, "r0 = new 0\nr1 = r0")
            .New().Run().Walk(2, [1, 1], new Seen(1), new Seen(1) { Location = 300 }).Breaks(Laws.Identity);

    [Theory]
    [InlineData(FaultKind.OutsideHeap)]
    [InlineData(FaultKind.ClaimedTwice)]
    [InlineData(FaultKind.WrongKindOfWord)]
    public void S5_is_broken_by_a_fault_of_placement(FaultKind kind) => AssertFault(kind, Laws.Placement);

    [Fact]
    public void S6_is_broken_when_a_field_leads_to_no_object() =>
        new Hearing(Tracing, "r0 = new 1\nr0.0 = r0")
            .New().Run().Walk(3, [1], new Seen(1, ObjectView.Dangling)).Breaks(Laws.NoDanglingField);

    [Fact]
    public void S6_is_broken_when_a_load_leads_to_no_object() =>
        new Hearing(Tracing, "r0 = new 1\nr0.0 = r0\nr1 = r0.0").New().Run().Run().Loaded(ObjectView.Dangling).Breaks(Laws.NoDanglingField);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(ObjectView.Dangling)]
    public void S7_is_broken_when_a_root_leads_elsewhere(int found) =>
        new Hearing(Tracing, "r0 = new 0\nr1 = new 0").New().New().Walk(4, [found, 2]).Breaks(Laws.RootsUpdated);

    [Fact]
    public void S7_is_broken_when_there_is_a_root_too_many() =>
        new Hearing(Tracing, "r0 = new 0").New().Walk(2, [1, 1], new Seen(1)).Breaks(Laws.RootsUpdated);

    [Fact]
    public void S7_is_broken_when_an_allocation_does_not_come() =>
        new Hearing(Tracing, "r0 = new 0\nr1 = weak r0").New().Run().Breaks(Laws.RootsUpdated);

    [Fact]
    public void S7_is_broken_when_a_load_does_not_come() =>
        new Hearing(Tracing, "r0 = new 1\nr1 = r0.0").New().Run().Breaks(Laws.RootsUpdated);

    [Fact]
    public void S13_is_broken_when_an_object_is_released_twice() =>
        new Hearing(Tracing, "r0 = new 0\nr0 = null").New().Run().Released(1, 1).Breaks(Laws.ReleasedUntouched);

    [Fact]
    public void S13_is_broken_when_an_object_is_released_that_never_was() =>
        new Hearing(Tracing, "r0 = null").Run().Released(1).Breaks(Laws.ReleasedUntouched);

    [Theory]
    [InlineData(FaultKind.FreeWordTouched)]
    [InlineData(FaultKind.ReleasedWrongly)]
    public void S13_is_broken_by_a_fault_of_freed_memory(FaultKind kind) => AssertFault(kind, Laws.ReleasedUntouched);

    [Fact]
    public void S14_is_broken_when_an_object_moves_that_must_not() =>
        new Hearing(Tracing, "r0 = new 0").New().Walk(2, [1], new Seen(1) { Location = 101 }).Breaks(Laws.NotMoved);

    [Fact]
    public void Objects_may_move_where_the_collector_says_that_it_moves_them() =>
        new Hearing(Tracing with { Moves = true }, "r0 = new 0").New().Walk(2, [1], new Seen(1) { Location = 101 }).Holds();

    [Fact]
    public void S15_is_broken_when_fresh_memory_is_not_zero() =>
        new Hearing(Tracing, "r0 = new 1").New(zeroed: false).Breaks(Laws.FreshMemory);

    [Fact]
    public void S15_is_broken_when_a_new_object_is_none() => AssertFault(FaultKind.BadAllocation, Laws.FreshMemory);

    [Fact]
    public void S2_is_broken_when_claimed_words_hold_no_header() => AssertFault(FaultKind.BadHeader, Laws.Contents);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void S18_is_broken_when_a_count_is_not_the_references(int count) =>
        CountOf(count).Breaks(Laws.Counts);

    [Fact]
    public void A_count_is_the_references_from_roots_and_fields() => CountOf(2).Holds();

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void S18_is_broken_when_a_deferred_count_is_not_the_references_from_objects(int count) =>
        CountOf(count, Deferred).Breaks(Laws.Counts);

    [Fact]
    public void A_deferred_count_is_the_references_from_objects() => CountOf(1, Deferred).Holds();

    [Fact]
    public void A_deferred_count_is_compared_in_each_walk_anew() =>
        CountOf(1, Deferred).Walk(3, [1], new Seen(1, 1) { State = new(Count: 0) }).Breaks(Laws.Counts);

    /// <summary>One reference from a root, one from the object itself.</summary>
    private static Hearing CountOf(int count, Promises? promises = null) =>
        new Hearing(promises ?? Counting, "r0 = new 1\nr0.0 = r0").New().Run().Walk(3, [1], new Seen(1, 1) { State = new(Count: count) });

    private static void AssertFault(FaultKind kind, Law law)
    {
        Violation violation = new Hearing(Tracing, "r0 = new 0\ncollect").New().Run().Faulted(kind).Breaks(law);
        Assert.Equal((kind, 1), (violation.Fault?.Kind, violation.OperationIndex));
    }
}
