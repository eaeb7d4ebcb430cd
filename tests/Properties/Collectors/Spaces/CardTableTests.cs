using FsCheck.Xunit;
using GcVerify.Collectors.Spaces;
using GcVerify.Heap;

namespace GcVerify.Properties.Collectors.Spaces;

public sealed class CardTableTests
{
    private const int AreaStart = 7;

    private readonly WordHeap _heap = new();

    [Property]
    public bool Cards_and_tables_fit_the_area_and_one_more_card_would_not(ushort words)
    {
        CardTable cards = Of(1 + words);
        int count = cards.Range.Words / CardTable.CardWords;
        int more = ((count + 8) / 8) + ((count + 4) / 4) + ((count + 1) * CardTable.CardWords);
        return cards.Range.End <= AreaStart + 1 + words
            && cards.Range.Start == AreaStart + cards.MetadataWords
            && cards.MetadataWords == _heap.MetadataWords
            && more > 1 + words;
    }

    [Property]
    public void The_dirty_cards_are_those_made_dirty_since_they_were_clean(byte[] changes)
    {
        CardTable cards = Of(2000);
        int count = cards.Range.Words / CardTable.CardWords;
        var dirty = new SortedSet<int>();
        foreach (byte change in changes)
        {
            int card = (change >> 1) % count;
            if (change % 2 == 0)
            {
                cards.Dirty(card);
                dirty.Add(card);
            }
            else
            {
                cards.Clean(card);
                dirty.Remove(card);
            }
        }

        Assert.Equal(dirty, DirtyOf(cards));
    }

    [Fact]
    public void Only_cards_that_lie_in_a_range_with_all_their_words_are_made_clean()
    {
        CardTable cards = Of(2000);
        Enumerable.Range(0, 20).ToList().ForEach(cards.Dirty);
        cards.Clean(cards.StartOf(3) + 1, cards.StartOf(17) + 15);
        Assert.Equal([0, 1, 2, 3, 17, 18, 19], DirtyOf(cards));
        cards.Clean(cards.StartOf(3), cards.StartOf(18));
        Assert.Equal([0, 1, 2, 18, 19], DirtyOf(cards));
    }

    [Fact]
    public void The_crossing_map_finds_the_cell_that_covers_the_first_word_of_a_card()
    {
        CardTable cards = Of(2000);
        Address start = cards.StartOf(0);
        cards.Enter(start, 10);
        cards.Enter(start + 10, 6);
        cards.Enter(start + 16, 50);
        cards.Enter(start + 66, 30);
        Assert.Equal([0, 16, 16, 16, 16, 66], Enumerable.Range(0, 6).Select(card => cards.CellAt(card) - start));
    }

    [Fact]
    public void A_cell_that_is_longer_than_an_entry_can_tell_is_found()
    {
        CardTable cards = Of(300_000);
        Address start = cards.StartOf(0);
        cards.Enter(start, 3);
        cards.Enter(start + 3, 250_000);
        Assert.All([1, 4095, 4096, 8190, 15_625], card => Assert.Equal(start + 3, cards.CellAt(card)));
    }

    private CardTable Of(int words)
    {
        _heap.Reset(AreaStart + words);
        return new CardTable(_heap, new(AreaStart, words));
    }

    private static List<int> DirtyOf(CardTable cards)
    {
        var found = new List<int>();
        int count = cards.Range.Words / CardTable.CardWords;
        for (int card = cards.NextDirty(0, count); card < count; card = cards.NextDirty(card + 1, count))
        {
            found.Add(card);
        }

        return found;
    }
}
