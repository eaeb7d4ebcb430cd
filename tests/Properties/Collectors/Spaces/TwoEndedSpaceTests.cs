using GcVerify.Collectors.Spaces;
using GcVerify.Heap;

namespace GcVerify.Properties.Collectors.Spaces;

public sealed class TwoEndedSpaceTests
{
    private readonly WordHeap _heap = new();

    [Fact]
    public void Words_are_handed_out_from_both_ends_until_they_meet()
    {
        TwoEndedSpace space = Make(10);
        Assert.Equal((1, 8), (space.AllocateBelow(4).Value, space.AllocateAbove(3).Value));
        Assert.Equal((5, 8, 3, 3), (space.Low.Value, space.High.Value, space.WordsAbove, space.Free));
        space.AllocateAbove(3);
        Assert.Equal(0, space.Free);
        Assert.Throws<HeapFaultException>(() => space.AllocateBelow(1));
    }

    [Fact]
    public void What_is_handed_out_above_is_zero()
    {
        TwoEndedSpace space = Make(10);
        Assert.Equal(WordHeap.Poison, _heap.Peek(space.AllocateBelow(2)));
        Assert.Equal(0UL, _heap.Peek(space.AllocateAbove(2) + 1));
    }

    [Fact]
    public void It_is_emptied_as_a_whole()
    {
        TwoEndedSpace space = Make(10);
        space.AllocateBelow(2);
        space.AllocateAbove(2);
        space.Clear();
        Assert.Equal(10, space.Free);
        Assert.Equal(10, _heap.LongestFreeRun(space.Range));
        space.Clear();
        Assert.Equal(0, _heap.ObjectWords);
    }

    private TwoEndedSpace Make(int words)
    {
        _heap.Reset(words + 1);
        return new TwoEndedSpace(_heap, new(1, words));
    }
}
