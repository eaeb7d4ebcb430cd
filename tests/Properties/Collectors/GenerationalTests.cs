using GcVerify.Mutator;

namespace GcVerify.Properties.Collectors;

public sealed class GenerationalTests
{
    [Fact]
    public void An_object_is_promoted_by_the_second_collection_that_it_survives()
    {
        Recording recording = Record("r0 = new 0\ncollect 0\ncollect 0\ncollect 0");
        Assert.Equal([(1, 1, 0, 1), (2, 1, 1, 0)], recording.Ages);
    }

    [Fact]
    public void A_full_collection_ages_as_a_minor_one_does()
    {
        Recording recording = Record("r0 = new 0\ncollect\ncollect 0");
        Assert.Equal([(1, 1, 0, 1), (2, 1, 1, 0)], recording.Ages);
    }

    [Fact]
    public void Where_the_old_generation_cannot_take_an_object_a_full_collection_follows()
    {
        // 24 words: a nursery of twice 8, an old generation of 8, of which object 1 takes 7.
        Recording recording = Record("heap 24\nr0 = new 5\ncollect 0\ncollect 0\nr1 = new 0\ncollect 0\ncollect 0");
        Assert.Equal(
            [(4, 0, CollectionReason.Requested), (5, 0, CollectionReason.Requested), (5, 1, CollectionReason.Exhaustion)],
            recording.Collections.Where(c => c.Operation >= 4));
        Assert.Equal([(4, 2, 0, 1), (5, 2, 0, 2)], recording.Ages.Where(a => a.Number == 2).Take(2));
    }

    [Fact]
    public void What_could_not_be_promoted_is_promoted_once_there_is_room()
    {
        Recording recording = Record("heap 24\nr0 = new 5\ncollect 0\ncollect 0\nr1 = new 0\ncollect 0\nr0 = null\ncollect\ncollect 0");
        Assert.Contains((6, 1), recording.Deaths);
        Assert.Contains((6, 2, 1, 0), recording.Ages);
    }

    [Fact]
    public void A_remembered_object_stays_remembered_as_long_as_it_refers_to_a_young_one()
    {
        Recording recording = Record(
            "r0 = new 1\ncollect 0\ncollect 0\nr1 = new 1\nr0.0 = r1\nr1 = null\ncollect 0\ncollect 0\n"
            + "r1 = r0.0\nr2 = new 0\nr1.0 = r2\nr2 = null\ncollect 0");
        Assert.Empty(recording.Deaths);
        Assert.Equal([(6, 2, 0, 1), (7, 2, 1, 0)], recording.Ages.Where(a => a.Number == 2));
        Assert.Equal([(12, 3, 0, 1)], recording.Ages.Where(a => a.Number == 3));
    }

    [Fact]
    public void An_object_that_is_promoted_with_a_younger_child_remembers_it()
    {
        Recording recording = Record("r0 = new 1\ncollect 0\nr1 = new 0\nr0.0 = r1\nr1 = null\ncollect 0\ncollect 0");
        Assert.Empty(recording.Deaths);
        Assert.Equal([(5, 1, 1, 0), (5, 2, 0, 1), (6, 2, 1, 0)], recording.Ages.Where(a => a.Operation >= 5));
    }

    [Fact]
    public void Old_garbage_keeps_young_objects_over_minor_collections_and_no_longer()
    {
        Recording recording = Record("r0 = new 1\ncollect 0\ncollect 0\nr1 = new 0\nr0.0 = r1\nr1 = null\nr0 = null\ncollect 0\ncollect");
        Assert.Equal([(8, 1), (8, 2)], recording.Deaths.Order());
    }

    [Fact]
    public void A_minor_collection_frees_cycles_of_young_objects()
    {
        Recording recording = Record("r0 = new 1\nr0.0 = r0\nr0 = null\ncollect 0");
        Assert.Equal([(3, 1)], recording.Deaths);
    }

    [Fact]
    public void An_object_too_large_for_the_nursery_is_allocated_old()
    {
        Recording recording = Record("heap 100\nr0 = new 40\ncollect 0\nr0 = null\ncollect 0\ncollect");
        Assert.Empty(recording.Ages);
        Assert.Equal([(4, 1)], recording.Deaths);
    }

    [Fact]
    public void Every_tenth_collection_by_threshold_is_followed_by_a_full_one()
    {
        string text = "heap 10000\n" + string.Concat(Enumerable.Repeat("r0 = new 0+94\n", 12));
        Assert.Equal(
            [.. Enumerable.Repeat(0, 10), 1],
            Record(text).Collections.Select(c => c.Generation));
    }

    private static Recording Record(string text) => Recording.Of("generational", text);
}
