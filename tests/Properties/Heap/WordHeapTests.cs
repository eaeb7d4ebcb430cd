using FsCheck.Xunit;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Properties.Heap;

/// <summary>A heap of 100 words with an object of 4 words at 10, one of 4 words at 14, and 3 words of metadata at 30.</summary>
public sealed class WordHeapTests
{
    private const int Words = 100;
    private static readonly Address free = new(50);
    private static readonly Address first = new(10);
    private static readonly Address second = new(14);
    private static readonly Address metadata = new(30);
    private readonly WordHeap _heap = new();

    public WordHeapTests()
    {
        _heap.Reset(Words);
        _heap.ClaimObject(first, 4);
        _heap.ClaimObject(second, 4);
        _heap.ClaimMetadata(metadata, 3);
    }

    public static TheoryData<int> AddressesOutside => [-1, int.MinValue, Words, Words + 1, int.MaxValue];

    [Fact]
    public void Reading_a_free_word_is_a_fault() => AssertFault(FaultKind.FreeWordTouched, free, () => _heap.Read(free));

    [Fact]
    public void Writing_a_free_word_is_a_fault() => AssertFault(FaultKind.FreeWordTouched, free, () => _heap.Write(free, 1));

    [Fact]
    public void Word_0_belongs_to_nobody() => AssertFault(FaultKind.FreeWordTouched, Address.Null, () => _heap.Read(Address.Null));

    [Fact]
    public void Zeroing_a_free_word_is_a_fault() => AssertFault(FaultKind.FreeWordTouched, new(18), () => _heap.Zero(second, 5));

    [Fact]
    public void Copying_from_a_free_word_is_a_fault() =>
        AssertFault(FaultKind.FreeWordTouched, free, () => _heap.CopyWords(free, first, 4));

    [Fact]
    public void Copying_to_a_free_word_is_a_fault() => AssertFault(FaultKind.FreeWordTouched, free, () => _heap.CopyWords(first, free, 4));

    [Fact]
    public void Reading_an_object_as_metadata_is_a_fault() =>
        AssertFault(FaultKind.WrongKindOfWord, first, () => _heap.ReadMetadata(first));

    [Fact]
    public void Writing_an_object_as_metadata_is_a_fault() =>
        AssertFault(FaultKind.WrongKindOfWord, first, () => _heap.WriteMetadata(first, 1));

    [Fact]
    public void Reading_metadata_as_an_object_is_a_fault() => AssertFault(FaultKind.WrongKindOfWord, metadata, () => _heap.Read(metadata));

    [Fact]
    public void Metadata_is_no_cell() => AssertFault(FaultKind.WrongKindOfWord, metadata, () => _heap.ReadCell(metadata));

    [Fact]
    public void Zeroing_metadata_as_an_object_is_a_fault() =>
        AssertFault(FaultKind.WrongKindOfWord, metadata, () => _heap.Zero(metadata, 1));

    [Theory]
    [InlineData(8, 4, 10)]
    [InlineData(13, 1, 13)]
    [InlineData(28, 10, 30)]
    public void Claiming_a_claimed_word_is_a_fault(int start, int words, int taken) =>
        AssertFault(FaultKind.ClaimedTwice, new(taken), () => _heap.ClaimObject(new(start), words));

    [Fact]
    public void Metadata_and_links_are_claimed_once_too()
    {
        AssertFault(FaultKind.ClaimedTwice, first, () => _heap.ClaimMetadata(first, 1));
        Assert.Throws<HeapFaultException>(() => _heap.ClaimLink(metadata));
    }

    [Fact]
    public void Releasing_a_free_word_is_a_fault() => AssertFault(FaultKind.ReleasedWrongly, free, () => _heap.Release(free, 1));

    [Fact]
    public void Releasing_an_object_twice_is_a_fault()
    {
        _heap.Release(first, 4);
        AssertFault(FaultKind.ReleasedWrongly, first, () => _heap.Release(first, 4));
    }

    [Theory]
    [InlineData(10, 3)]
    [InlineData(11, 3)]
    [InlineData(10, 6)]
    [InlineData(12, 6)]
    public void Releasing_a_part_of_an_object_is_a_fault(int start, int words) =>
        AssertFault(FaultKind.ReleasedWrongly, new(start), () => _heap.Release(new(start), words));

    [Fact]
    public void Neighbouring_objects_can_be_released_together()
    {
        _heap.Release(first, 8);
        Assert.Equal((0, '.'), (_heap.ObjectWords, _heap.KindOf(second)));
    }

    [Theory]
    [MemberData(nameof(AddressesOutside))]
    public void Reading_outside_the_heap_is_a_fault(int address) =>
        AssertFault(FaultKind.OutsideHeap, new(address), () => _heap.Read(new(address)));

    [Theory]
    [MemberData(nameof(AddressesOutside))]
    public void Writing_outside_the_heap_is_a_fault(int address) =>
        AssertFault(FaultKind.OutsideHeap, new(address), () => _heap.Write(new(address), 0));

    [Theory]
    [MemberData(nameof(AddressesOutside))]
    public void Claiming_outside_the_heap_is_a_fault(int address) =>
        AssertFault(FaultKind.OutsideHeap, new(address), () => _heap.ClaimObject(new(address), 2));

    [Theory]
    [InlineData(99, 2)]
    [InlineData(98, int.MaxValue)]
    [InlineData(50, 0)]
    [InlineData(50, -1)]
    [InlineData(0, 2)]
    public void A_run_of_words_lies_wholly_within_the_heap_and_is_not_empty(int start, int words)
    {
        AssertFault(FaultKind.OutsideHeap, new(start), () => _heap.ClaimObject(new(start), words));
        Assert.Throws<HeapFaultException>(() => _heap.Release(new(start), words));
    }

    [Fact]
    public void The_last_word_can_be_claimed()
    {
        _heap.ClaimObject(new(Words - 2), 2);
        Assert.Equal("Oo", $"{_heap.KindOf(new(Words - 2))}{_heap.KindOf(new(Words - 1))}");
    }

    [Fact]
    public void A_smaller_heap_made_of_a_larger_one_ends_where_it_says()
    {
        _heap.Reset(20);
        AssertFault(FaultKind.OutsideHeap, new(20), () => _heap.Read(new(20)));
    }

    [Fact]
    public void Released_words_hold_poison_whatever_they_held()
    {
        _heap.Write(first + 3, 7);
        _heap.Release(first, 4);
        Assert.All(Enumerable.Range(10, 4), word => Assert.Equal(WordHeap.Poison, _heap.Peek(new(word))));
    }

    [Fact]
    public void Claimed_words_keep_the_poison_until_they_are_cleared()
    {
        Assert.Equal(WordHeap.Poison, _heap.Read(first + 1));
        _heap.Zero(first, 4);
        Assert.Equal(0UL, _heap.Read(first + 1));
    }

    [Fact]
    public void Words_used_before_a_reset_are_free_and_poisoned_after_it()
    {
        _heap.Write(second, 1);
        _heap.Reset(Words);
        Assert.Equal((WordHeap.Poison, '.', 0, 0), (_heap.Peek(second), _heap.KindOf(second), _heap.ObjectWords, _heap.MetadataWords));
    }

    [Fact]
    public void The_first_fault_is_kept()
    {
        Assert.Throws<HeapFaultException>(() => _heap.Read(free));
        Assert.Throws<HeapFaultException>(() => _heap.ClaimObject(first, 1));
        Assert.Equal((FaultKind.FreeWordTouched, free.Value), (_heap.Fault!.Kind, _heap.Fault.Address));
    }

    [Fact]
    public void A_reset_forgets_the_fault()
    {
        Assert.Throws<HeapFaultException>(() => _heap.Read(free));
        _heap.Reset(Words);
        Assert.Null(_heap.Fault);
    }

    [Fact]
    public void Metadata_and_object_words_are_counted_apart_and_links_not_at_all()
    {
        _heap.ClaimLink(free);
        Assert.Equal((3, 8), (_heap.MetadataWords, _heap.ObjectWords));
        _heap.Release(metadata, 3);
        _heap.Release(free, 1);
        Assert.Equal((0, 8), (_heap.MetadataWords, _heap.ObjectWords));
    }

    [Fact]
    public void Metadata_is_zero_when_it_is_claimed() => Assert.Equal(0UL, _heap.ReadMetadata(metadata + 2));

    [Fact]
    public void Every_checked_access_is_counted_and_a_copy_counts_each_word_twice()
    {
        long before = _heap.Accesses;
        _heap.Read(first);
        _heap.Write(first, 1);
        _heap.ReadMetadata(metadata);
        _heap.CopyWords(first, second, 4);
        _heap.Peek(first);
        Assert.Equal(before + 3 + 8, _heap.Accesses);
    }

    [Fact]
    public void More_accesses_than_the_limit_are_a_fault_soon_after()
    {
        _heap.LimitAccesses(1000);
        long before = _heap.Accesses;
        AssertFault(FaultKind.RunsAway, Address.Null, () => ReadForever());
        Assert.InRange(_heap.Accesses - before, 1000, 1300);
    }

    [Fact]
    public void Up_to_the_limit_no_access_is_a_fault_and_a_negative_limit_is_none()
    {
        _heap.LimitAccesses(1000);
        Read(1000);
        _heap.LimitAccesses(-1);
        Read(10_000);
        Assert.Null(_heap.Fault);
    }

    [Property]
    public bool A_word_reads_back_as_it_was_written(ulong value, int offset)
    {
        Address word = first + (offset & 3);
        _heap.Write(word, value);
        return _heap.Read(word) == value && _heap.Peek(word) == value;
    }

    [Property]
    public bool A_reference_reads_back_as_it_was_written(int address)
    {
        _heap.WriteReference(first + 2, new Address(address & int.MaxValue));
        return _heap.ReadReference(first + 2).Value == (address & int.MaxValue);
    }

    [Property]
    public bool A_word_that_is_no_address_leads_outside_every_heap(ulong word) =>
        word <= int.MaxValue ? Address.FromWord(word).ToWord() == word : Address.FromWord(word | (1UL << 40)).Value == int.MaxValue;

    [Fact]
    public void The_longest_free_run_takes_links_for_free_and_ends_where_the_range_ends()
    {
        _heap.ClaimLink(new(20));
        Assert.Equal(12, _heap.LongestFreeRun(new(1, 40)));
        Assert.Equal(67, _heap.LongestFreeRun(new(1, 99)));
        Assert.Equal(0, _heap.LongestFreeRun(new(10, 8)));
        Assert.Equal(0, _heap.LongestFreeRun(default));
    }

    private void Read(int times)
    {
        for (int i = 0; i < times; i++)
        {
            _heap.Read(first);
        }
    }

    private void ReadForever()
    {
        while (true)
        {
            _heap.Read(first);
        }
    }

    private void AssertFault(FaultKind kind, Address address, Action action)
    {
        SubjectFault fault = Assert.Throws<HeapFaultException>(action).Fault;
        Assert.Equal((kind, address.Value), (fault.Kind, fault.Address));
        Assert.Equal(fault, _heap.Fault);
    }
}
