using GcVerify.Mutator;

namespace GcVerify.Properties.Collectors;

public sealed class SemispaceTests
{
    private const string Tree = """
        r0 = new 2
        r1 = new 1
        r2 = new 2
        r0.1 = r1
        r0.0 = r2
        r3 = new 0
        r2.0 = r3
        r3 = new 0
        r1.0 = r3
        r1 = null
        r2 = null
        r3 = null
        collect
        """;

    [Fact]
    public void Copies_lie_one_after_the_other_breadth_first()
    {
        Layout layout = Layout.Of("semispace", Tree);
        Layout.Placed[] objects = layout.After(12);
        Assert.Equal([1, 3, 2, 4, 5], objects.Select(o => o.Number));
        Assert.Equal(objects.Skip(1).Select(o => o.Location), objects.SkipLast(1).Select(o => o.End));
    }

    [Fact]
    public void The_halves_change_roles_with_each_collection()
    {
        Layout layout = Layout.Of("semispace", "heap 100\nr0 = new 0\ncollect\ncollect");
        Assert.Equal((layout.At(0, 1) + 25, layout.At(0, 1)), (layout.At(1, 1), layout.At(2, 1)));
    }

    [Fact]
    public void What_is_referred_to_twice_is_copied_once()
    {
        Layout layout = Layout.Of("semispace", "heap 40\nr0 = new 2\nr1 = new 3\nr0.0 = r1\nr0.1 = r1\ncollect\ncollect");
        Assert.Equal([1, 2], layout.After(5).Select(o => o.Number));
    }

    [Theory]
    [InlineData(14, true)]
    [InlineData(15, false)]
    public void An_object_of_more_than_16_words_stays_where_it_is(int rawWords, bool moves)
    {
        Layout layout = Layout.Of("semispace", $"r0 = new 0+{rawWords}\ncollect");
        Assert.Equal(moves, layout.At(0, 1) != layout.At(1, 1));
    }

    [Fact]
    public void A_large_object_keeps_what_it_refers_to_and_is_freed_when_it_is_garbage()
    {
        const string program = "r0 = new 20\nr1 = new 0\nr0.19 = r1\nr1 = null\ncollect\nr0 = null\ncollect";
        Assert.Equal([(6, 1), (6, 2)], Recording.Of("semispace", program).Deaths.Order());
    }

    [Fact]
    public void Large_objects_that_refer_to_each_other_in_a_cycle_are_freed()
    {
        const string program = "r0 = new 20\nr1 = new 20\nr0.0 = r1\nr1.0 = r0\nr1 = null\ncollect\nr0 = null\ncollect";
        Assert.Equal([(7, 1), (7, 2)], Recording.Of("semispace", program).Deaths.Order());
    }

    [Fact]
    public void The_room_of_a_large_object_that_was_freed_is_used_again()
    {
        Recording recording = Recording.Of("semispace", "heap 80\nr0 = new 0+18\nr0 = null\nr1 = new 0+18");
        Assert.Equal([(2, 0, CollectionReason.Exhaustion)], recording.Collections);
        Assert.Equal(recording.Locations[1], recording.Locations[2]);
    }

    [Fact]
    public void An_immortal_object_stays_for_good_with_all_that_it_reaches()
    {
        Recording recording = Recording.Of(
            "semispace", "r0 = new 1 immortal\nr1 = new 0\nr0.0 = r1\nr0 = null\nr1 = null\ncollect\ncollect");
        Assert.Empty(recording.Deaths);
        Assert.Empty(recording.DeathsAtTheEnd);
    }

    [Fact]
    public void An_immortal_object_stays_where_it_is_and_what_it_reaches_is_copied()
    {
        Layout layout = Layout.Of("semispace", "heap 100\nr0 = new 1 immortal\nr1 = new 0\nr0.0 = r1\ncollect");
        Assert.Equal(layout.At(2, 1), layout.At(3, 1));
        Assert.Equal(layout.At(2, 2) + 25, layout.At(3, 2));
    }

    [Fact]
    public void A_half_that_is_full_of_live_objects_refuses()
    {
        Recording recording = Recording.Of("semispace", "heap 40\nr0 = new 6\nr1 = new 1\nr1 = new 0");
        Assert.Equal([(1, 0, CollectionReason.Exhaustion)], recording.Collections);
        Assert.Equal([1], recording.Refusals);
    }

    [Fact]
    public void Immortal_garbage_makes_no_room()
    {
        Recording recording = Recording.Of("semispace", "heap 40\nr0 = new 8 immortal\nr0 = null\nr0 = new 0 immortal\nr0 = new 0");
        Assert.Equal([2], recording.Refusals);
    }

    [Fact]
    public void It_collects_in_the_first_allocation_after_512_words()
    {
        Recording recording = Recording.Of("semispace", "heap 10000\nr0 = new 0+509\nr1 = new 0\nr2 = new 0");
        Assert.Equal([(2, 0, CollectionReason.Threshold)], recording.Collections);
    }

    [Fact]
    public void While_collection_is_disabled_a_full_half_refuses()
    {
        Recording recording = Recording.Of("semispace", "heap 40\nr0 = new 8\ndisable\nr0 = null\nr0 = new 8\nenable\nr0 = new 8");
        Assert.Equal([3], recording.Refusals);
    }
}
