using GcVerify.Mutator;

namespace GcVerify.Properties.Collectors;

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
        Recording recording = Recording.Of("mark-sweep", "heap 10000\nr0 = new 0+509\nr1 = new 0\nr2 = new 0");
        Assert.Equal([(2, 0, CollectionReason.Threshold)], recording.Collections);
    }

    [Fact]
    public void While_collection_is_disabled_a_full_heap_refuses()
    {
        Recording recording = Recording.Of("mark-sweep", "heap 10\nr0 = new 8\ndisable\nr0 = null\nr0 = new 8\nenable\nr0 = new 8");
        Assert.Equal([3], recording.Refusals);
    }
}
