using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Properties.Collectors.Spaces;

public sealed class PacerTests
{
    private static readonly Threshold tenWords = new(ThresholdUnit.AllocatedWords, 10);
    private static readonly Threshold twoObjects = new(ThresholdUnit.NetObjects, 2);
    private static readonly Threshold twoYounger = new(ThresholdUnit.YoungerCollections, 2);

    [Fact]
    public void A_generation_is_due_once_its_words_are_allocated()
    {
        var pacer = new Pacer(new Host(10), [tenWords]);
        pacer.Allocated(9);
        Assert.Equal(-1, pacer.Due());
        pacer.Allocated(1);
        Assert.Equal(0, pacer.Due());
    }

    [Fact]
    public void Freed_objects_are_taken_off_net_objects_and_never_below_zero()
    {
        var pacer = new Pacer(new Host(2), [twoObjects]);
        pacer.Freed(5);
        pacer.Allocated(7);
        Assert.Equal(-1, pacer.Due());
        pacer.Allocated(7);
        Assert.Equal(0, pacer.Due());
        pacer.Freed(1);
        Assert.Equal(-1, pacer.Due());
    }

    [Fact]
    public void An_older_generation_is_due_after_so_many_collections_of_the_next_younger()
    {
        var pacer = new Pacer(new Host(10, 2), [tenWords, twoYounger]);
        pacer.Collected(0);
        Assert.Equal(-1, pacer.Due());
        pacer.Collected(0);
        Assert.Equal(1, pacer.Due());
    }

    [Fact]
    public void A_collection_starts_the_count_of_its_generation_and_of_all_younger_ones_anew()
    {
        var pacer = new Pacer(new Host(10, 2), [tenWords, twoYounger]);
        pacer.Allocated(10);
        pacer.Collected(0);
        pacer.Collected(0);
        pacer.Allocated(10);
        pacer.Collected(1);
        Assert.Equal(-1, pacer.Due());
    }

    [Fact]
    public void Of_two_generations_that_are_due_the_older_is_named()
    {
        var pacer = new Pacer(new Host(10, 2), [tenWords, twoYounger]);
        pacer.Collected(0);
        pacer.Collected(0);
        pacer.Allocated(10);
        Assert.Equal(1, pacer.Due());
    }

    [Fact]
    public void Nothing_is_due_while_collection_is_disabled_or_where_the_threshold_is_zero()
    {
        var host = new Host(10) { AutomaticCollection = false };
        var pacer = new Pacer(host, [tenWords]);
        pacer.Allocated(10);
        Assert.Equal(-1, pacer.Due());
        host.AutomaticCollection = true;
        Assert.Equal(0, pacer.Due());
        host.Thresholds[0] = 0;
        Assert.Equal(-1, pacer.Due());
    }

    /// <summary>A host of which only thresholds matter.</summary>
    private sealed class Host(params int[] thresholds) : ICollectorHost
    {
        public int[] Thresholds { get; } = thresholds;

        public bool AutomaticCollection { get; set; } = true;

        public WordHeap Heap => throw new NotSupportedException();

        public ObjectModel Objects => throw new NotSupportedException();

        public RootSet Roots => throw new NotSupportedException();

        public WordRange Area => throw new NotSupportedException();

        public int ThresholdOf(int generation) => Thresholds[generation];

        public bool IsPinned(Address address) => false;

        public void Collected(in CollectionSummary summary) => throw new NotSupportedException();

        public void RunFinalizer(Address address) => throw new NotSupportedException();

        public void EnqueueFinalizer(Address address) => throw new NotSupportedException();

        public void Uncollectable(Address address) => throw new NotSupportedException();
    }
}
