using GcVerify.Mutator;

namespace GcVerify.Properties.Collectors;

public sealed class ReferenceCountingTests
{
    [Fact]
    public void A_cycle_stays_for_good_with_all_that_hangs_from_it()
    {
        Recording recording = Recording.Of("reference-counting", "r0 = new 2\nr1 = new 0\nr0.0 = r0\nr0.1 = r1\nr1 = null\nr0 = null\ncollect");
        Assert.Empty(recording.Deaths);
        Assert.Empty(recording.DeathsAtTheEnd);
    }

    [Fact]
    public void A_chain_is_freed_at_once_from_its_head()
    {
        Recording recording = Recording.Of(
            "reference-counting", "r0 = new 1\nr1 = new 1\nr2 = new 0\nr0.0 = r1\nr1.0 = r2\nr1 = null\nr2 = null\nr0 = null\nr0 = new 0");
        Assert.Equal([(7, 1), (7, 2), (7, 3)], recording.Deaths);
    }

    [Fact]
    public void Storing_a_reference_over_itself_frees_nothing() =>
        Assert.Empty(Recording.Of("reference-counting", "r0 = new 1\nr1 = new 0\nr0.0 = r1\nr1 = null\nr1 = r0.0\nr0.0 = r1\nr0 = r0").Deaths);

    [Fact]
    public void A_frame_that_is_popped_frees_what_only_its_locals_held() =>
        Assert.Equal([(2, 1)], Recording.Of("reference-counting", "call 2\nr1 = new 0\nreturn").Deaths);

    [Fact]
    public void Neighbouring_free_cells_are_joined_when_an_allocation_does_not_fit()
    {
        Recording recording = Recording.Of("reference-counting", "heap 20\nr0 = new 8\nr1 = new 8\nr0 = null\nr1 = null\nr0 = new 18");
        Assert.Empty(recording.Refusals);
    }
}

public sealed class MarkSweepTests
{
    [Fact]
    public void Neighbouring_free_cells_are_joined_by_a_collection()
    {
        Recording recording = Recording.Of("mark-sweep", "heap 30\nr0 = new 8\nr1 = new 8\nr2 = new 8\nr0 = null\nr1 = null\nr3 = new 18");
        Assert.Equal([(5, 0, CollectionReason.Exhaustion)], recording.Collections);
        Assert.Empty(recording.Refusals);
        Assert.Equal(recording.Locations[1], recording.Locations[4]);
    }

    [Fact]
    public void Free_words_that_lie_apart_do_not_make_room()
    {
        Recording recording = Recording.Of("mark-sweep", "heap 30\nr0 = new 8\nr1 = new 8\nr2 = new 8\nr0 = null\nr2 = null\nr3 = new 18");
        Assert.Equal([5], recording.Refusals);
    }

    [Fact]
    public void Garbage_is_freed_by_the_collection_and_not_before() =>
        Assert.Equal([(4, 1)], Recording.Of("mark-sweep", "r0 = new 1\nr0.0 = r0\nr0 = null\nr0 = null\ncollect").Deaths);

    [Fact]
    public void It_collects_in_the_first_allocation_after_512_words()
    {
        string text = "heap 10000\n" + string.Concat(Enumerable.Repeat("r0 = new 0+126\n", 6));
        Assert.Equal([(4, 0, CollectionReason.Threshold)], Recording.Of("mark-sweep", text).Collections);
    }

    [Fact]
    public void While_collection_is_disabled_a_full_heap_refuses()
    {
        Recording recording = Recording.Of("mark-sweep", "heap 10\nr0 = new 8\ndisable\nr0 = null\nr0 = new 8\nenable\nr0 = new 8");
        Assert.Equal([3], recording.Refusals);
    }
}

public sealed class NoCollectionTests
{
    [Fact]
    public void Nothing_is_ever_freed_and_a_full_heap_refuses()
    {
        Recording recording = Recording.Of("no-collection", "heap 10\nr0 = new 8\nr0 = null\ncollect\nr0 = new 0\nr1 = new 0");
        Assert.Empty(recording.Deaths);
        Assert.Empty(recording.DeathsAtTheEnd);
        Assert.Equal([3, 4], recording.Refusals);
    }
}
