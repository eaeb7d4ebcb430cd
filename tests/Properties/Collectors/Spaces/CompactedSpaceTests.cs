using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Properties.Collectors.Spaces;

public sealed class CompactedSpaceTests
{
    private readonly WordHeap _heap = new();
    private readonly CompactedSpace _space;

    public CompactedSpaceTests()
    {
        _heap.Reset(100);
        _space = new CompactedSpace(_heap, new(10, 40));
    }

    [Fact]
    public void Objects_lie_one_after_the_other_and_are_zero()
    {
        Assert.Equal((10, 15, 17), (_space.Allocate(5).Value, _space.Allocate(2).Value, _space.Next.Value));
        Assert.Equal(0UL, _heap.Read(new(14)));
    }

    [Fact]
    public void The_last_word_is_handed_out_and_no_more()
    {
        Assert.False(_space.Allocate(40).IsNull);
        Assert.True(_space.Allocate(1).IsNull);
    }

    [Fact]
    public void A_gap_is_used_only_when_there_is_no_room_at_the_end()
    {
        LeaveGaps();
        Assert.Equal(30, _space.Allocate(20).Value);
        Assert.Equal(10, _space.Allocate(2).Value);
    }

    [Fact]
    public void Of_the_gaps_the_first_that_is_long_enough_is_used_and_its_rest_remains_a_gap()
    {
        LeaveGaps();
        _space.Allocate(20);
        Assert.Equal([20, 10, 13, 25, 0], Allocate(5, 3, 1, 1, 1));
    }

    [Fact]
    public void A_gap_between_two_others_that_is_used_up_leaves_both()
    {
        _space.Restart(new(30));
        _space.AddGap(new(10), 2);
        _space.AddGap(new(14), 6);
        _space.AddGap(new(24), 4);
        _space.Allocate(20);
        Assert.Equal([14, 24, 10, 0], Allocate(6, 4, 2, 1));
    }

    [Fact]
    public void A_gap_of_no_words_is_none()
    {
        _space.Restart(new(50));
        _space.AddGap(new(20), 0);
        Assert.True(_space.Allocate(1).IsNull);
        Assert.Equal('.', _heap.KindOf(new(20)));
    }

    [Fact]
    public void The_first_word_of_a_cell_tells_its_size_object_or_gap()
    {
        LeaveGaps();
        Assert.Equal(6, CompactedSpace.WordsOf(_heap.ReadCell(new(20))));
        Assert.Equal(5, CompactedSpace.WordsOf(Header.Of(1, Shape.Plain(2, 1)).Bits));
    }

    /// <summary>Gaps of 4 words at 10 and of 6 at 20; what lies behind 30 is free.</summary>
    private void LeaveGaps()
    {
        _space.Restart(new(30));
        _space.AddGap(new(10), 4);
        _space.AddGap(new(20), 6);
    }

    private int[] Allocate(params int[] words) => [.. words.Select(count => _space.Allocate(count).Value)];
}
