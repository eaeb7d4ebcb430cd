using GcVerify.Collectors;
using GcVerify.Mutator;
using GcVerify.PropertyTesting;
using GcVerify.Verification;

namespace GcVerify.Properties.Collectors;

public sealed class CardMarkingTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_law_holds_for_any_number_of_generations(int generations) =>
        CollectorTest.Verify(host => new CardMarking(host, generations), new CampaignOptions { Programs = 250 });

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Fewer_than_two_generations_or_more_than_a_summary_has_are_refused(int generations) =>
        Assert.Contains(
            nameof(ArgumentOutOfRangeException),
            Assert.Throws<CollectorViolationException>(() => CollectorTest.Verify(host => new CardMarking(host, generations))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_survivor_is_promoted_by_each_collection_of_its_generation()
    {
        Recording recording = Record("r0 = new 0\ncollect 0\ncollect 0\ncollect 1\ncollect");
        Assert.Equal([(1, 1, 1, 0), (3, 1, 2, 0)], recording.Ages);
    }

    [Fact]
    public void A_collection_of_a_generation_collects_the_younger_ones_too_and_no_older_one()
    {
        Recording recording = Record(
            "r0 = new 0\nr1 = new 0\ncollect 0\ncollect 1\nr2 = new 0\ncollect 0\nr3 = new 0\n"
            + "r0 = null\nr2 = null\nr3 = null\ncollect 1\ncollect");
        Assert.Equal([(10, 3), (10, 4), (11, 1)], recording.Deaths.Order());
    }

    [Fact]
    public void Generations_are_due_after_64_words_and_after_three_collections_of_the_next_younger()
    {
        string text = "heap 10000\n" + string.Concat(Enumerable.Repeat("r0 = new 0+62\n", 14));
        Assert.Equal([0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 2], Record(text).Collections.Select(c => c.Generation));
    }

    [Fact]
    public void Old_objects_keep_what_they_refer_to_across_collections_of_each_generation()
    {
        Recording recording = Record(
            "r0 = new 1\ncollect\ncollect\nr1 = new 1\nr0.0 = r1\nr1 = null\ncollect 0\nr1 = r0.0\nr2 = new 0\n"
            + "r1.0 = r2\nr1 = null\nr2 = null\ncollect 0\ncollect 1\ncollect 1");
        Assert.Empty(recording.Deaths);
        Assert.Equal([(6, 2, 1, 0), (13, 2, 2, 0)], recording.Ages.Where(a => a.Number == 2));
        Assert.Equal([(12, 3, 1, 0), (13, 3, 2, 0)], recording.Ages.Where(a => a.Number == 3));
    }

    [Fact]
    public void A_store_far_behind_the_header_of_an_old_object_is_remembered()
    {
        Recording recording = Record("heap 4000\nr0 = new 300\nr1 = new 0\nr0.299 = r1\nr1 = null\ncollect 0\ncollect 1");
        Assert.Empty(recording.Deaths);
        Assert.Equal([(4, 2, 1, 0), (5, 2, 2, 0)], recording.Ages);
    }

    [Fact]
    public void Objects_behind_freed_ones_on_a_card_are_found()
    {
        // In the oldest generation: 1 and 2 are freed and their cells joined, 3 and what is allocated in the gap refer to young objects.
        Recording recording = Record(
            "heap 4000\nr0 = new 300\nr1 = new 300\nr2 = new 300\nr0 = null\nr1 = null\ncollect\nr0 = new 290\nr1 = new 0\nr0.289 = r1\n"
            + "r1 = new 0\nr2.0 = r1\nr1 = null\ncollect 0");
        Assert.Equal([(5, 1), (5, 2)], recording.Deaths.Order());
        Assert.Equal([5, 6], recording.Ages.Select(a => a.Number).Order());
    }

    [Fact]
    public void Old_garbage_keeps_younger_objects_until_its_generation_is_collected()
    {
        Recording recording = Record("r0 = new 1\ncollect 0\nr1 = new 0\nr0.0 = r1\nr1 = null\nr0 = null\ncollect 0\ncollect 1");
        Assert.Equal([(7, 1), (7, 2)], recording.Deaths.Order());
    }

    [Fact]
    public void Where_the_next_generation_has_no_room_it_is_collected_first()
    {
        // 256 words: semispaces of 16 and of 48 words, of which 32 are for what is held between collections.
        Recording recording = Record("heap 256\nr0 = new 0+12\ncollect 0\nr1 = new 0+12\ncollect 0\nr2 = new 0+12\ncollect 0");
        Assert.Equal(
            [(5, 1, CollectionReason.Exhaustion), (5, 0, CollectionReason.Requested)],
            recording.Collections.Where(c => c.Operation == 5));
    }

    [Fact]
    public void Where_the_oldest_generation_has_no_room_survivors_stay_and_a_full_collection_follows()
    {
        Recording recording = Record("heap 256\nr0 = new 0+104\nr1 = new 0+12\ncollect 0\ncollect 1\nr0 = null\ncollect");
        Assert.Equal(
            [(3, 1, CollectionReason.Requested), (3, 2, CollectionReason.Exhaustion)],
            recording.Collections.Where(c => c.Operation == 3));
        Assert.Equal([(2, 2, 1, 0), (3, 2, 1, 1), (3, 2, 1, 1), (5, 2, 2, 0)], recording.Ages);
    }

    private static Recording Record(string text) => Recording.Of("card-marking", text);
}
