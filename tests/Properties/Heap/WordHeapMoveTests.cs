using FsCheck.Xunit;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Properties.Heap;

/// <summary>What takes more than claiming and releasing: moves onto oneself, and the release of lines.</summary>
public sealed class WordHeapMoveTests
{
    private const int Start = 20;
    private const int ObjectWords = 6;
    private readonly WordHeap _heap = new();
    private readonly ObjectModel _objects;

    public WordHeapMoveTests()
    {
        _heap.Reset(100);
        _objects = new ObjectModel(_heap);
    }

    [Property]
    public void A_move_keeps_the_words_and_frees_what_the_target_does_not_cover(byte place)
    {
        _heap.Reset(100);
        Put(Start, ObjectWords);
        int target = 1 + (place % (99 - ObjectWords));
        ulong[] words = [.. Enumerable.Range(Start, ObjectWords).Select(word => _heap.Peek(new(word)))];
        _heap.MoveObject(new(Start), new(target), ObjectWords);
        Assert.Equal(words, Enumerable.Range(target, ObjectWords).Select(word => _heap.Peek(new(word))));
        Assert.Equal("Oooooo", string.Concat(Enumerable.Range(target, ObjectWords).Select(word => _heap.KindOf(new(word)))));
        Assert.All(
            Enumerable.Range(1, 99).Where(word => word < target || word >= target + ObjectWords),
            word => Assert.Equal(('.', WordHeap.Poison), (_heap.KindOf(new(word)), _heap.Peek(new(word)))));
        Assert.Equal(ObjectWords, _heap.ObjectWords);
    }

    [Fact]
    public void A_move_onto_another_object_is_a_fault()
    {
        Put(Start, ObjectWords);
        Put(30, 4);
        AssertFault(FaultKind.ClaimedTwice, () => _heap.MoveObject(new(Start), new(25), ObjectWords));
    }

    [Theory]
    [InlineData(Start + 1, ObjectWords - 1)]
    [InlineData(Start, ObjectWords - 1)]
    public void A_move_of_a_part_of_an_object_is_a_fault(int start, int words)
    {
        Put(Start, ObjectWords);
        AssertFault(FaultKind.ReleasedWrongly, () => _heap.MoveObject(new(start), new(50), words));
    }

    [Fact]
    public void A_move_out_of_the_heap_is_a_fault()
    {
        Put(Start, ObjectWords);
        AssertFault(FaultKind.OutsideHeap, () => _heap.MoveObject(new(Start), new(95), ObjectWords));
    }

    [Fact]
    public void A_release_of_granules_takes_every_object_that_has_a_word_in_them()
    {
        Put(10, 8);
        Put(20, 2);
        Put(30, 4);
        Put(34, 2);
        Assert.Equal(new(3, 14), _heap.ReleaseGranules(new(16), 16));
        Assert.Equal("...O", $"{_heap.KindOf(new(10))}{_heap.KindOf(new(20))}{_heap.KindOf(new(30))}{_heap.KindOf(new(34))}");
        Assert.Equal(2, _heap.ObjectWords);
    }

    [Fact]
    public void A_release_of_granules_that_hold_metadata_is_a_fault()
    {
        _heap.ClaimMetadata(new(20), 2);
        AssertFault(FaultKind.WrongKindOfWord, () => _heap.ReleaseGranules(new(16), 16));
    }

    [Fact]
    public void The_longest_free_run_of_granules_counts_whole_ones_only()
    {
        Put(20, 2);
        Assert.Equal(78, _heap.LongestFreeRun(new(1, 99)));
        Assert.Equal(64, _heap.LongestFreeRun(new(1, 99), granule: 16));
    }

    private void Put(int address, int words)
    {
        _heap.ClaimObject(new(address), words);
        _heap.Zero(new(address), words);
        _objects.Initialise(new(address), Shape.Plain(words - 2));
    }

    private void AssertFault(FaultKind kind, Action action) => Assert.Equal(kind, Assert.Throws<HeapFaultException>(action).Fault.Kind);
}
