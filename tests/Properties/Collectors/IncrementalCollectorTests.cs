using GcVerify.Mutator;

namespace GcVerify.Properties.Collectors;

/// <summary>What collectors that work in slices have in common, and what tells them apart.</summary>
public sealed class IncrementalCollectorTests
{
    /// <summary>#1 refers to #2; a collection begins and reaches #1; the reference is cleared; the collection ends.</summary>
    private const string ChildDropped = "r0 = new 2\nr1 = new 0\nr0.1 = r1\nr1 = null\nstep 1\nr0.1 = null\nstep 64";

    public static TheoryData<string> Collectors => ["incremental-mark-sweep", "snapshot-mark-sweep", "baker-copying"];

    [Theory]
    [MemberData(nameof(Collectors))]
    public void A_collection_begins_in_the_first_allocation_after_128_words(string collector)
    {
        Recording recording = Recording.Of(collector, "heap 10000\nr0 = new 0+125\nr1 = new 0\nr2 = new 0");
        Assert.Equal([2], recording.Begins);
    }

    [Theory]
    [MemberData(nameof(Collectors))]
    public void Allocations_end_it_long_before_the_heap_is_full(string collector)
    {
        Recording recording = Recording.Of(collector, "heap 2000\n" + Repeat("r0 = new 1", 300));
        Assert.True(recording.Begins.Count >= 5);
        Assert.All(recording.Collections, collection => Assert.Equal(CollectionReason.Threshold, collection.Reason));
        Assert.InRange(recording.Collections.Count, recording.Begins.Count - 1, recording.Begins.Count);
        Assert.Empty(recording.Refusals);
    }

    [Theory]
    [MemberData(nameof(Collectors))]
    public void Steps_of_one_word_end_it(string collector)
    {
        Recording recording = Recording.Of(collector, "r0 = new 10\nr0.0 = r0\n" + Repeat("step 1", 60));
        Assert.Equal((2, CollectionReason.Requested), (recording.Begins[0], recording.Collections[0].Reason));
        Assert.InRange(recording.Collections[0].Operation, 11, 40);
    }

    [Theory]
    [MemberData(nameof(Collectors))]
    public void To_collect_is_to_finish_the_collection_under_way_and_run_another(string collector)
    {
        Recording recording = Recording.Of(collector, "r0 = new 9\nstep 1\nr0 = null\ncollect");
        Assert.Equal([1], recording.Begins);
        Assert.Equal([(3, 0, CollectionReason.Requested), (3, 0, CollectionReason.Requested)], recording.Collections);
        Assert.Equal([(3, 1)], recording.Deaths);
    }

    [Theory]
    [MemberData(nameof(Collectors))]
    public void What_is_allocated_meanwhile_survives(string collector)
    {
        Recording recording = Recording.Of(collector, "r0 = new 40\nstep 1\nr1 = new 0\nr1 = null\nstep 999\nstep 1\nstep 999");
        Assert.Equal([4, 6], recording.Collections.Select(collection => collection.Operation));
        Assert.Equal([(6, 2)], recording.Deaths);
    }

    [Theory]
    [MemberData(nameof(Collectors))]
    public void While_collection_is_disabled_an_allocation_does_no_slice(string collector)
    {
        Recording recording = Recording.Of(collector, "heap 10000\nr0 = new 9\nstep 1\ndisable\n" + Repeat("r1 = new 9", 40) + "\ncollect");
        Assert.Equal([1], recording.Begins);
        Assert.Equal([43, 43], recording.Collections.Select(collection => collection.Operation));
    }

    [Theory]
    [InlineData("incremental-mark-sweep", 2)]
    [InlineData("baker-copying", 2)]
    [InlineData("snapshot-mark-sweep", 0)]
    public void A_reference_that_is_cleared_before_it_is_reached_keeps_its_object_only_in_a_snapshot(string collector, int freed)
    {
        Recording recording = Recording.Of(collector, ChildDropped);
        Assert.Equal([(6, 0, CollectionReason.Requested)], recording.Collections);
        Assert.Equal(freed == 0 ? [] : [(6, freed)], recording.Deaths);
    }

    [Fact]
    public void What_a_snapshot_keeps_is_freed_by_the_next_collection() =>
        Assert.Equal([(7, 2)], Recording.Of("snapshot-mark-sweep", ChildDropped + "\nstep 64").Deaths);

    [Theory]
    [InlineData("incremental-mark-sweep")]
    [InlineData("snapshot-mark-sweep")]
    public void When_the_heap_is_full_the_collection_under_way_is_finished_first(string collector)
    {
        Recording recording = Recording.Of(collector, "heap 30\nr0 = new 8\nr0 = new 8\nr1 = new 8\nstep 1\nr2 = new 0");
        Assert.Equal([(4, 0, CollectionReason.Exhaustion)], recording.Collections);
        Assert.Equal([(4, 1)], recording.Deaths);
    }

    [Theory]
    [InlineData("incremental-mark-sweep")]
    [InlineData("snapshot-mark-sweep")]
    public void If_that_does_not_help_another_follows(string collector)
    {
        Recording recording = Recording.Of(collector, "heap 30\nr0 = new 8\nr1 = new 8\nr2 = new 8\nstep 4\nr1 = null\nr3 = new 0");
        Assert.Equal([(5, 0, CollectionReason.Exhaustion), (5, 0, CollectionReason.Exhaustion)], recording.Collections);
        Assert.Equal([(5, 2)], recording.Deaths);
    }

    private static string Repeat(string line, int times) => string.Join('\n', Enumerable.Repeat(line, times));
}
