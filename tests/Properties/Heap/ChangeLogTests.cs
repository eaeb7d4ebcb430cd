using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Properties.Heap;

public sealed class ChangeLogTests
{
    private readonly WordHeap _heap = new();
    private readonly ObjectModel _objects;

    public ChangeLogTests()
    {
        _heap.Reset(100);
        _objects = new ObjectModel(_heap);
    }

    [Fact]
    public void A_claimed_object_is_logged_by_its_start()
    {
        Claim(10, 7);
        Assert.Equal([new Address(10)], _heap.Changes.ClaimedStarts.ToArray());
        Assert.Empty(_heap.Changes.ReleasedNumbers.ToArray());
    }

    [Fact]
    public void A_known_object_that_is_released_is_logged_by_its_number()
    {
        Claim(10, 7);
        Look();
        _heap.Release(new(10), 3);
        Assert.Equal([7], _heap.Changes.ReleasedNumbers.ToArray());
        Assert.Empty(_heap.Changes.ClaimedStarts.ToArray());
    }

    [Fact]
    public void Of_a_copy_that_lives_within_one_period_neither_end_counts()
    {
        Claim(10, 7);
        _heap.Release(new(10), 3);
        Assert.Empty(_heap.Changes.ReleasedNumbers.ToArray());
        Assert.False(_heap.IsObjectStart(new(10)));
    }

    [Fact]
    public void A_move_within_one_period_is_a_claim_and_a_release_of_one_number()
    {
        Claim(10, 7);
        Look();
        Claim(20, 7);
        _heap.Release(new(10), 3);
        Assert.Equal([new Address(20)], _heap.Changes.ClaimedStarts.ToArray());
        Assert.Equal([7], _heap.Changes.ReleasedNumbers.ToArray());
    }

    [Fact]
    public void A_place_that_is_reused_within_one_period_is_released_once_and_claimed_once()
    {
        Claim(10, 7);
        Look();
        _heap.Release(new(10), 3);
        Claim(10, 8);
        Assert.Equal([7], _heap.Changes.ReleasedNumbers.ToArray());
        Assert.Equal([new Address(10)], _heap.Changes.ClaimedStarts.ToArray());
        Assert.True(_heap.TakeFresh(new(10)));
        Assert.False(_heap.TakeFresh(new(10)));
    }

    [Fact]
    public void A_cleared_log_is_empty()
    {
        Claim(10, 7);
        Look();
        _heap.Release(new(10), 3);
        Claim(20, 8);
        _heap.Changes.Clear();
        Assert.True(_heap.Changes.IsEmpty);
        Assert.Equal((0, 0), (_heap.Changes.ClaimedStarts.Length, _heap.Changes.ReleasedNumbers.Length));
    }

    [Fact]
    public void Objects_released_together_are_logged_upwards()
    {
        Claim(13, 8);
        Claim(10, 7);
        Look();
        _heap.Release(new(10), 6);
        Assert.Equal([7, 8], _heap.Changes.ReleasedNumbers.ToArray());
    }

    [Fact]
    public void Metadata_links_and_roots_are_not_logged()
    {
        _heap.ClaimMetadata(new(10), 3);
        _heap.ClaimLink(new(20));
        _heap.ClaimRoot(new(30));
        _heap.Release(new(10), 3);
        _heap.Release(new(20), 1);
        _heap.Release(new(30), 1);
        Assert.True(_heap.Changes.IsEmpty);
    }

    private void Claim(int address, int number)
    {
        _heap.ClaimObject(new(address), 3);
        _objects.NextNumber = number;
        _objects.Initialise(new(address), Shape.Plain(1));
    }

    /// <summary>What an observer does at the end of a period.</summary>
    private void Look()
    {
        foreach (Address start in _heap.Changes.ClaimedStarts.ToArray())
        {
            _heap.TakeFresh(start);
        }

        _heap.Changes.Clear();
    }
}
