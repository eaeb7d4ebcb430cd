using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Properties.Collectors.Spaces;

public sealed class LargeObjectSpaceTests
{
    private readonly WordHeap _heap = new();
    private readonly ObjectModel _objects;
    private readonly LargeObjectSpace _space;

    public LargeObjectSpaceTests()
    {
        _heap.Reset(100);
        _objects = new ObjectModel(_heap);
        _space = new LargeObjectSpace(_heap, _objects, new(10, 60));
    }

    [Fact]
    public void An_object_is_grey_once_however_often_it_is_marked()
    {
        Address marked = Object();
        _space.Mark(marked);
        _space.Mark(marked);
        Assert.True(_space.HasGrey);
        Assert.Equal(marked, _space.TakeGrey());
        _space.Mark(marked);
        Assert.False(_space.HasGrey);
    }

    [Fact]
    public void A_sweep_frees_what_is_not_marked_and_says_how_much_that_is()
    {
        Address first = Object(), second = Object(), third = Object();
        Mark(second);
        Assert.Equal(new Tally(2, 40), _space.Sweep());
        Assert.Equal((false, true, false), (_heap.IsObjectStart(first), _heap.IsObjectStart(second), _heap.IsObjectStart(third)));
    }

    [Fact]
    public void A_mark_counts_in_one_sweep_only()
    {
        Mark(Object());
        Assert.Equal(new Tally(0, 0), _space.Sweep());
        Assert.Equal(new Tally(1, 20), _space.Sweep());
    }

    [Fact]
    public void What_was_freed_is_handed_out_again()
    {
        Mark(Object());
        Object();
        Object();
        Assert.True(_space.Allocate(40).IsNull);
        _space.Sweep();
        Assert.Equal(30, _space.Allocate(40).Value);
    }

    private Address Object()
    {
        Address address = _space.Allocate(20);
        _objects.Initialise(address, Shape.Plain(18));
        return address;
    }

    private void Mark(Address address)
    {
        _space.Mark(address);
        _space.TakeGrey();
    }
}
