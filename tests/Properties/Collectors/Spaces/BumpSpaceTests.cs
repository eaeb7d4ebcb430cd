using FsCheck.Xunit;
using GcVerify.Collectors.Spaces;
using GcVerify.Heap;

namespace GcVerify.Properties.Collectors.Spaces;

public sealed class BumpSpaceTests
{
    private readonly WordHeap _heap = new();
    private readonly BumpSpace _space;

    public BumpSpaceTests()
    {
        _heap.Reset(100);
        _space = new BumpSpace(_heap, new(10, 20));
    }

    [Fact]
    public void Objects_lie_one_after_the_other()
    {
        Assert.Equal((10, 15, 17), (_space.Allocate(5).Value, _space.Allocate(2).Value, _space.Next.Value));
        Assert.True(_space.Contains(new(29)) && !_space.Contains(new(30)) && !_space.Contains(new(9)));
    }

    [Fact]
    public void The_last_word_is_handed_out_and_no_more()
    {
        Assert.False(_space.Allocate(20).IsNull);
        Assert.True(_space.Allocate(1).IsNull);
    }

    [Fact]
    public void An_allocation_is_zeroed_unless_it_is_to_be_written_at_once()
    {
        Assert.Equal(0UL, _heap.Peek(_space.Allocate(5) + 4));
        Assert.Equal(WordHeap.Poison, _heap.Peek(_space.Allocate(5, zero: false) + 4));
    }

    [Fact]
    public void Clearing_releases_everything_and_starts_anew()
    {
        _space.Allocate(5);
        _space.Allocate(5);
        _space.Clear();
        _space.Clear();
        Assert.Equal((0, 10), (_heap.ObjectWords, _space.Allocate(20).Value));
    }

    [Property]
    public bool An_allocation_fails_only_if_it_is_longer_than_what_is_left(byte[] sizes)
    {
        _space.Clear();
        int left = 20;
        foreach (int words in sizes.Select(size => 1 + (size % 9)))
        {
            if (_space.Allocate(words).IsNull != (words > left))
            {
                return false;
            }

            left -= words > left ? 0 : words;
        }

        return true;
    }
}
