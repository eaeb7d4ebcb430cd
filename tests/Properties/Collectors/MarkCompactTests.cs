using GcVerify.Mutator;

namespace GcVerify.Properties.Collectors;

public sealed class MarkCompactTests
{
    [Fact]
    public void What_stays_lies_at_the_bottom_one_after_the_other_in_the_old_order()
    {
        Layout layout = Layout.Of(
            "mark-compact", "r0 = new 3\nr1 = new 1\nr2 = new 0\nr3 = new 4\nr4 = new 2\nr0 = null\nr2 = null\ncollect");
        Layout.Placed[] objects = layout.After(7);
        Assert.Equal([2, 4, 5], objects.Select(o => o.Number));
        Assert.Equal(layout.At(0, 1), objects[0].Location);
        AssertContiguous(objects);
    }

    [Fact]
    public void Order_is_kept_whatever_the_graph_is()
    {
        // The last object is the only one in a root, and refers to the others in the opposite order.
        Layout layout = Layout.Of(
            "mark-compact",
            "r4 = new 0\nr0 = new 1\nr1 = new 1\nr2 = new 1\nr1.0 = r0\nr2.0 = r1\nr0 = null\nr1 = null\nr4 = null\ncollect");
        Assert.Equal([2, 3, 4], layout.After(9).Select(o => o.Number));
        AssertContiguous(layout.After(9));
    }

    [Fact]
    public void An_object_slides_over_its_own_words()
    {
        Layout layout = Layout.Of("mark-compact", "r0 = new 0\nr1 = new 0+9\nr0 = null\ncollect");
        Assert.Equal(layout.At(1, 2) - 2, layout.At(3, 2));
    }

    [Fact]
    public void A_pinned_object_stays_and_others_slide_in_front_of_it()
    {
        Layout layout = Layout.Of(
            "mark-compact", "r0 = new 2\nr1 = new 0 pinned\nr2 = new 0\nr3 = new 0\nr4 = new 0\nr0 = null\ncollect");
        int pinned = layout.At(1, 2);
        Assert.Equal([pinned - 4, pinned - 2, pinned, pinned + 2], layout.After(6).Select(o => o.Location));
        Assert.Equal([3, 4, 2, 5], layout.After(6).Select(o => o.Number));
    }

    [Fact]
    public void What_does_not_fit_in_front_of_a_pinned_object_goes_behind_it_and_so_does_all_that_follows()
    {
        Layout layout = Layout.Of(
            "mark-compact", "r0 = new 2\nr1 = new 0 pinned\nr2 = new 0\nr3 = new 3\nr4 = new 0\nr0 = null\nr2 = null\ncollect");
        int pinned = layout.At(1, 2);
        Assert.Equal([pinned, pinned + 2, pinned + 7], layout.After(7).Select(o => o.Location));
        Assert.Equal([2, 4, 5], layout.After(7).Select(o => o.Number));
    }

    [Fact]
    public void A_gap_is_used_when_there_is_no_room_behind_the_last_object()
    {
        Recording recording = Recording.Of(
            "mark-compact", "heap 16\nr0 = new 4\nr1 = new 0 pinned\nr0 = null\ncollect\nr2 = new 6\nr3 = new 1\nr4 = new 1");
        Assert.Empty(recording.Refusals);
        Assert.Equal(recording.Locations[1], recording.Locations[4]);
        Assert.Equal(recording.Locations[1] + 3, recording.Locations[5]);
    }

    [Fact]
    public void Of_several_gaps_the_first_that_is_long_enough_is_used_and_the_others_remain()
    {
        Recording recording = Recording.Of(
            "mark-compact",
            "heap 20\nr0 = new 0\nr1 = new 0 pinned\nr2 = new 3\nr3 = new 0 pinned\nr4 = new 3\nr5 = new 2 pinned\n"
            + "r0 = null\nr2 = null\nr4 = null\ndisable\ncollect\nr0 = new 2\nr2 = new 3\nr4 = new 0\nr6 = new 0");
        Assert.Equal(
            [recording.Locations[3], recording.Locations[5], recording.Locations[1]],
            [recording.Locations[7], recording.Locations[8], recording.Locations[9]]);
        Assert.Equal([14], recording.Refusals);
    }

    [Fact]
    public void Gaps_that_are_left_are_closed_once_nothing_is_pinned()
    {
        Recording recording = Recording.Of("mark-compact", "heap 16\nr0 = new 5\nr1 = new 0 pinned\nr0 = null\nr2 = new 12\nunpin r1\nr2 = new 12");
        Assert.Equal([3], recording.Refusals);
    }

    [Fact]
    public void An_object_that_is_unpinned_slides_in_the_next_collection()
    {
        Layout layout = Layout.Of("mark-compact", "r0 = new 0\nr1 = new 0\npin r1\nr0 = null\ncollect\nunpin r1\ncollect");
        Assert.Equal((layout.At(1, 2), layout.At(0, 1)), (layout.At(4, 2), layout.At(6, 2)));
    }

    [Fact]
    public void A_pinned_object_that_is_garbage_is_freed() =>
        Assert.Equal([(2, 1)], Recording.Of("mark-compact", "r0 = new 0 pinned\nr0 = null\ncollect").Deaths);

    [Fact]
    public void It_collects_in_the_first_allocation_after_512_words()
    {
        Recording recording = Recording.Of("mark-compact", "heap 10000\nr0 = new 0+509\nr1 = new 0\nr2 = new 0");
        Assert.Equal([(2, 0, CollectionReason.Threshold)], recording.Collections);
    }

    [Fact]
    public void Words_that_lie_apart_make_room()
    {
        Recording recording = Recording.Of(
            "mark-compact", "heap 30\nr0 = new 8\nr1 = new 8\nr2 = new 8\nr0 = null\nr2 = null\nr3 = new 18");
        Assert.Equal([(5, 0, CollectionReason.Exhaustion)], recording.Collections);
        Assert.Empty(recording.Refusals);
    }

    [Fact]
    public void While_collection_is_disabled_a_full_heap_refuses()
    {
        Recording recording = Recording.Of("mark-compact", "heap 10\nr0 = new 8\ndisable\nr0 = null\nr0 = new 8\nenable\nr0 = new 8");
        Assert.Equal([3], recording.Refusals);
    }

    private static void AssertContiguous(Layout.Placed[] objects) =>
        Assert.Equal(objects.Skip(1).Select(o => o.Location), objects.SkipLast(1).Select(o => o.End));
}
