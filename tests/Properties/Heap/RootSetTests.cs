using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Properties.Heap;

/// <summary>Roots with 2 globals, room for 3 pending finalizers and 10 locals, in a heap of 40 words.</summary>
public sealed class RootSetTests
{
    private readonly WordHeap _heap = new();
    private readonly RootSet _roots;

    public RootSetTests()
    {
        _heap.Reset(40);
        _roots = new RootSet(_heap);
        _roots.Reset(globals: 2, pendingCapacity: 3);
    }

    [Fact]
    public void The_area_has_word_0_the_globals_the_pending_finalizers_and_the_stack() =>
        Assert.Equal(1 + 2 + 3 + 10, RootSet.AreaWords(2, 3, 10));

    [Fact]
    public void Globals_are_null_and_lie_at_the_bottom()
    {
        Assert.Equal((new WordRange(1, 2), 2), (_roots.Globals, _roots.Count));
        Assert.All(Enumerable.Range(0, 2), i => Assert.True(_heap.ReadReference(_roots[i]).IsNull));
    }

    [Fact]
    public void A_frame_is_a_run_of_null_locals()
    {
        _roots.Push(3);
        Assert.Equal((new WordRange(6, 3), 1), (_roots.Frame, _roots.Depth));
        Assert.Equal("rrr.", string.Concat(Enumerable.Range(6, 4).Select(word => _heap.KindOf(new(word)))));
        Assert.True(_heap.ReadReference(new(8)).IsNull);
    }

    [Fact]
    public void Frames_lie_one_after_the_other_and_the_caller_is_found()
    {
        _roots.Push(3);
        _roots.Push(1);
        _roots.Push(2);
        Assert.Equal((new WordRange(10, 2), new WordRange(9, 1), new WordRange(6, 6)), (_roots.Frame, _roots.CallerFrame, _roots.Locals));
    }

    [Fact]
    public void A_popped_frame_is_free_and_a_new_one_in_its_place_is_null_again()
    {
        _roots.Push(3);
        _roots.Push(2);
        _heap.WriteReference(new(9), new(20));
        _roots.Pop();
        Assert.Equal((new WordRange(6, 3), '.'), (_roots.Frame, _heap.KindOf(new(9))));
        _roots.Push(2);
        Assert.True(_heap.ReadReference(new(9)).IsNull);
    }

    [Fact]
    public void A_local_of_a_popped_frame_is_not_to_be_touched()
    {
        _roots.Push(1);
        _roots.Push(1);
        _roots.Pop();
        Assert.Throws<HeapFaultException>(() => _heap.Read(new(7)));
    }

    [Fact]
    public void Positions_are_globals_then_pending_finalizers_then_locals()
    {
        _roots.Push(2);
        _roots.AddPending();
        Assert.Equal([1, 2, 3, 6, 7], Enumerable.Range(0, _roots.Count).Select(i => _roots[i].Value));
    }

    [Fact]
    public void Pending_slots_run_out_where_their_capacity_ends()
    {
        Assert.Equal([3, 4, 5, 0], Enumerable.Range(0, 4).Select(_ => _roots.AddPending().Value));
        Assert.Equal(3, _roots.Pending.Words);
    }

    [Fact]
    public void When_the_first_pending_slot_is_removed_the_others_stay_until_that_wastes_more_than_they_take()
    {
        for (int i = 0; i < 3; i++)
        {
            _heap.WriteReference(_roots.AddPending(), new(20 + i));
        }

        var stores = new List<(Address Slot, Address Value)>();
        void Store(Address slot, Address value)
        {
            stores.Add((slot, value));
            _heap.WriteReference(slot, value);
        }

        _roots.RemoveFirstPending(Store);
        Assert.Equal((new WordRange(4, 2), '.'), (_roots.Pending, _heap.KindOf(new(3))));
        _roots.RemoveFirstPending(Store);
        Assert.Equal((new WordRange(3, 1), 22), (_roots.Pending, _heap.ReadReference(new(3)).Value));
        Assert.Equal("3=0 4=0 3=22 5=0", string.Join(' ', stores.Select(s => $"{s.Slot.Value}={s.Value.Value}")));
    }

    [Fact]
    public void Roots_are_no_objects_and_no_metadata()
    {
        Assert.Throws<HeapFaultException>(() => _heap.ReadMetadata(new(1)));
        Assert.Throws<HeapFaultException>(() => _heap.Zero(new(1), 1));
        Assert.Equal(0, _heap.ObjectWords);
    }
}
