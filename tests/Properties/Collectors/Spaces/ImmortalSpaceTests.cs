using GcVerify.Collectors.Spaces;
using GcVerify.Heap;

namespace GcVerify.Properties.Collectors.Spaces;

public sealed class ImmortalSpaceTests
{
    [Fact]
    public void Objects_lie_without_gaps_from_the_start_to_the_next_word_that_is_free()
    {
        var heap = new WordHeap();
        heap.Reset(100);
        var space = new ImmortalSpace(heap, new(10, 20));
        Assert.Equal(space.Start, space.Next);
        Assert.Equal((10, 15), (space.Allocate(5).Value, space.Allocate(7).Value));
        Assert.Equal((10, 22), (space.Start.Value, space.Next.Value));
        Assert.True(space.Allocate(9).IsNull);
        Assert.Equal(22, space.Allocate(8).Value);
        Assert.Equal((true, false), (space.Contains(new(29)), space.Contains(new(30))));
        Assert.Equal(0UL, heap.Read(new(29)));
    }
}
