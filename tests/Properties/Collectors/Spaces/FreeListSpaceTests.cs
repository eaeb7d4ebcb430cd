using FsCheck.Xunit;
using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Properties.Collectors.Spaces;

public sealed class FreeListSpaceTests
{
    private const int Words = 200;
    private readonly WordHeap _heap = new();

    [Fact]
    public void An_allocation_splits_the_cell_and_leaves_the_rest_free()
    {
        FreeListSpace space = Make(40);
        Address first = space.Allocate(10), second = space.Allocate(30);
        Assert.Equal((1, 11), (first.Value, second.Value));
        Assert.True(space.Allocate(1).IsNull);
    }

    [Fact]
    public void An_allocation_is_zeroed_unless_it_is_to_be_written_at_once()
    {
        FreeListSpace space = Make(40);
        Assert.Equal(0UL, _heap.Peek(space.Allocate(5) + 4));
        Assert.Equal(WordHeap.Poison, _heap.Peek(space.Allocate(5, zero: false) + 4));
    }

    [Fact]
    public void Of_the_cells_of_a_large_list_the_first_that_fits_is_taken()
    {
        FreeListSpace space = Make(150);
        Address small = space.Allocate(40);
        space.Allocate(1);
        Address large = space.Allocate(60);
        space.Allocate(49);
        space.Free(large, 60);
        space.Free(small, 40);
        Assert.Equal(large, space.Allocate(50));
        Assert.Equal(small, space.Allocate(40));
    }

    [Fact]
    public void A_freed_cell_is_free_at_once_but_not_joined_with_its_neighbour()
    {
        FreeListSpace space = Make(20);
        Address first = Object(space, 10), second = Object(space, 10);
        space.Free(first, 10);
        space.Free(second, 10);
        Assert.True(space.Allocate(11).IsNull);
        Assert.False(space.Allocate(10).IsNull);
    }

    [Fact]
    public void A_sweep_joins_neighbouring_free_cells()
    {
        FreeListSpace space = Make(30);
        Address first = Object(space, 10), second = Object(space, 10), third = Object(space, 10);
        space.Free(first, 10);
        space.Sweep(new Keeping([third]));
        Assert.False(_heap.IsObjectStart(second));
        Assert.True(_heap.IsObjectStart(third));
        Assert.Equal(first, space.Allocate(20));
    }

    [Fact]
    public void A_sweep_asks_for_each_object_once_and_upwards()
    {
        FreeListSpace space = Make(60);
        Address[] objects = [Object(space, 2), Object(space, 20), Object(space, 3), Object(space, 12)];
        space.Free(objects[1], 20);
        var policy = new Keeping(objects);
        space.Sweep(policy);
        Assert.Equal([objects[0], objects[2], objects[3]], policy.Asked);
    }

    /// <summary>Each number is an allocation, the release of an object or a sweep; the model is a list of free cells.</summary>
    [Property(MaxTest = 400, EndSize = 300)]
    public void An_allocation_fails_only_if_no_free_cell_is_long_enough(ushort[] requests)
    {
        FreeListSpace space = Make(Words);
        List<WordRange> free = [new(1, Words)];
        List<WordRange> objects = [];
        foreach (ushort request in requests)
        {
            int choice = request / 8;
            switch (request % 8)
            {
                case 0:
                    objects.RemoveAll(o => o.Start % 3 == choice % 3);
                    space.Sweep(new Keeping(objects.Select(o => new Address(o.Start))));
                    free = GapsBetween(objects);
                    break;
                case 1 or 2 when objects.Count > 0:
                    WordRange freed = objects[choice % objects.Count];
                    objects.Remove(freed);
                    space.Free(new(freed.Start), freed.Words);
                    free.Add(freed);
                    break;
                default:
                    AllocateInBoth(space, 2 + (choice % 60), free, objects);
                    break;
            }
        }

        space.Sweep(new Keeping([]));
        Assert.Equal(1, space.Allocate(Words).Value);
    }

    [Fact]
    public void A_sweep_in_slices_joins_cells_across_slices_and_with_those_that_were_free()
    {
        FreeListSpace space = Make(40);
        Address first = Object(space, 10), second = Object(space, 10), third = Object(space, 10);
        space.Free(second, 10);
        space.BeginSweep();
        for (int slices = 1; slices <= 4; slices++)
        {
            Assert.Equal(slices == 4 ? 0 : -1, space.SweepSlice(new Keeping([third]), slices == 4 ? 2 : 1));
            Assert.Equal(slices == 4, space.IsSwept);
        }

        Assert.Equal(first, space.Allocate(20));
        Assert.Equal(10, LongestFree());
    }

    [Fact]
    public void A_run_that_a_slice_has_left_open_is_allocated_in()
    {
        FreeListSpace space = Make(20);
        Address first = Object(space, 10);
        Object(space, 10);
        space.BeginSweep();
        space.SweepSlice(new Keeping([]), 1);
        Assert.Equal(first, Object(space, 10));
        space.SweepSlice(new Keeping([first]), 100);
        Assert.True(_heap.IsObjectStart(first));
        Assert.Equal(10, LongestFree());
    }

    /// <summary>As above, but sweeps are done in slices between allocations; what is allocated stays.</summary>
    [Property(MaxTest = 400, EndSize = 300)]
    public void Allocations_between_the_slices_of_a_sweep_lose_no_room(ushort[] requests)
    {
        FreeListSpace space = Make(Words);
        List<Address> live = [], dead = [];
        foreach (ushort request in requests)
        {
            int choice = request / 4;
            switch (request % 4)
            {
                case 0:
                    space.SweepSlice(new Releasing(dead), 1 + (choice % 20));
                    break;
                case 1 when space.IsSwept:
                    dead.AddRange(live.Where(o => o.Value % 3 == choice % 3));
                    live.RemoveAll(dead.Contains);
                    space.BeginSweep();
                    break;
                default:
                    AllocateOrJoin(space, 2 + (choice % 60), live);
                    break;
            }
        }

        space.SweepSlice(new Releasing(dead), int.MaxValue);
        space.Sweep(new Releasing(live));
        Assert.Equal(1, space.Allocate(Words).Value);
    }

    private void AllocateOrJoin(FreeListSpace space, int words, List<Address> live)
    {
        int longest = LongestFree();
        Address address = Object(space, words);
        if (address.IsNull)
        {
            space.Join();
            Assert.Equal(longest, LongestFree());
            address = Object(space, words);
        }

        Assert.Equal(longest >= words, !address.IsNull);
        if (!address.IsNull)
        {
            live.Add(address);
        }
    }

    private int LongestFree() => _heap.LongestFreeRun(new(1, _heap.Words - 1));

    private void AllocateInBoth(FreeListSpace space, int words, List<WordRange> free, List<WordRange> objects)
    {
        Address address = space.Allocate(words);
        Assert.Equal(free.Exists(cell => cell.Words >= words), !address.IsNull);
        if (!address.IsNull)
        {
            int index = free.FindIndex(cell => cell.Start == address.Value);
            WordRange cell = free[index];
            free.RemoveAt(index);
            Assert.True(cell.Words >= words);
            if (cell.Words > words)
            {
                free.Add(new(cell.Start + words, cell.Words - words));
            }

            objects.Add(new(address.Value, words));
            _heap.Write(address, Header.Of(1, Shape.Plain(words - 2)).Bits);
        }
    }

    private static List<WordRange> GapsBetween(IEnumerable<WordRange> objects)
    {
        List<WordRange> gaps = [];
        int next = 1;
        foreach (WordRange o in objects.OrderBy(o => o.Start).Append(new(1 + Words, 0)))
        {
            if (o.Start > next)
            {
                gaps.Add(new(next, o.Start - next));
            }

            next = o.End;
        }

        return gaps;
    }

    private FreeListSpace Make(int words)
    {
        _heap.Reset(words + 1);
        return new FreeListSpace(_heap, new(1, words));
    }

    private Address Object(FreeListSpace space, int words)
    {
        Address address = space.Allocate(words);
        if (!address.IsNull)
        {
            _heap.Write(address, Header.Of(1, Shape.Plain(words - 2)).Bits);
        }

        return address;
    }

    private sealed class Releasing(List<Address> dead) : ISweepPolicy
    {
        public bool Keep(Address address, Header header) => !dead.Remove(address);
    }

    private sealed class Keeping(IEnumerable<Address> kept) : ISweepPolicy
    {
        private readonly HashSet<Address> _kept = [.. kept];

        public List<Address> Asked { get; } = [];

        public bool Keep(Address address, Header header)
        {
            Asked.Add(address);
            return _kept.Contains(address);
        }
    }
}
