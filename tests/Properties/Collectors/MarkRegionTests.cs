using GcVerify.Collectors.Spaces;
using GcVerify.Mutator;

namespace GcVerify.Properties.Collectors;

public sealed class MarkRegionTests
{
    /// <summary>Four objects, each of a line.</summary>
    private const string FourLines = "r0 = new 0+6\nr1 = new 0+6\nr2 = new 0+6\nr3 = new 0+6\n";

    [Fact]
    public void A_line_that_was_freed_is_allocated_in_before_a_free_block()
    {
        Recording recording = Record(FourLines + "r1 = null\ncollect\nr1 = new 0+6");
        Assert.Equal(recording.Locations[2], recording.Locations[5]);
    }

    [Fact]
    public void What_is_longer_than_a_line_and_than_the_hole_goes_into_a_free_block_and_the_hole_is_used_afterwards()
    {
        Recording recording = Record(FourLines + "r1 = null\ncollect\nr0 = new 0+7\nr1 = new 0+6");
        Assert.Equal(recording.Locations[1] + LineSpace.BlockWords, recording.Locations[5]);
        Assert.Equal(recording.Locations[2], recording.Locations[6]);
    }

    [Fact]
    public void A_dead_object_stays_as_long_as_all_its_lines_hold_live_ones()
    {
        Recording recording = Record("r0 = new 0\nr1 = new 0\nr1 = null\ncollect\nr0 = null\ncollect");
        Assert.Equal([(5, 1), (5, 2)], recording.Deaths.Order());
    }

    [Fact]
    public void A_dead_object_goes_with_the_first_of_its_lines_that_holds_nothing_live()
    {
        Recording recording = Record("r0 = new 0+4\nr1 = new 0+6\nr1 = null\ncollect");
        Assert.Equal([(3, 2)], recording.Deaths);
    }

    [Fact]
    public void A_block_whose_holes_were_not_used_is_evacuated_but_for_pinned_objects()
    {
        Recording recording = Record(FourLines + "pin r3\nr0 = null\nr2 = null\ncollect\ncollect");
        Assert.Equal([(8, 2)], recording.Moves);
    }

    [Fact]
    public void A_block_is_not_evacuated_if_its_holes_were_used() =>
        Assert.Empty(Record(FourLines + "r0 = null\nr2 = null\ncollect\nr0 = new 0\ncollect").Moves);

    [Fact]
    public void An_object_longer_than_a_block_takes_free_lines_of_several() =>
        Assert.Empty(Record("heap 420\nr0 = new 0+390\nr0 = null\nr0 = new 0+390").Refusals);

    [Fact]
    public void Free_lines_on_both_sides_of_a_border_between_blocks_make_room()
    {
        // The first block has its second half free, the other one its first ten lines.
        Recording recording = Record(
            "heap 300\nr0 = new 0+62\nr1 = new 0+78\nr2 = new 0+22\nr3 = new 0+30\nr1 = null\nr4 = new 0+118");
        Assert.Empty(recording.Refusals);
        Assert.Equal(recording.Locations[1] + 64, recording.Locations[5]);
    }

    [Fact]
    public void It_collects_in_the_first_allocation_after_512_words()
    {
        Recording recording = Record("heap 10000\nr0 = new 0+509\nr1 = new 0\nr2 = new 0");
        Assert.Equal([(2, 0, CollectionReason.Threshold)], recording.Collections);
    }

    private static Recording Record(string text) => Recording.Of("mark-region", text);
}
