using System.Numerics;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Spaces;

/// <summary>
/// Cards of a fixed number of words, each dirty or clean (Wilson and Moher 1989; Hoelzle 1993; Handbook 11.8), and the crossing map
/// that tells where the cell begins that a card's first word belongs to. A card has a byte in the one table and 16 bits in the other,
/// both in metadata words.
/// </summary>
public sealed class CardTable
{
    /// <summary>Words of a card.</summary>
    public const int CardWords = 16;

    private const int BytesPerWord = 8;
    private const int EntriesPerWord = 4;
    private const int EighthsPerCard = (8 * CardWords) + 1 + 2;
    private const ulong Entry = ushort.MaxValue;

    // What an entry of the crossing map cannot hold is found in several steps.
    private const int FarCards = ushort.MaxValue / CardWords;

    private readonly WordHeap _heap;
    private readonly Address _dirt;
    private readonly Address _crossings;

    /// <summary>A table for as many cards as find room beside it in free words, which it claims.</summary>
    public CardTable(WordHeap heap, WordRange area)
    {
        _heap = heap;
        int cards = (int)(8L * area.Words / EighthsPerCard);
        while (cards > 0 && WordsFor(cards) + (cards * CardWords) > area.Words)
        {
            cards--;
        }

        MetadataWords = WordsFor(cards);
        _dirt = new(area.Start);
        _crossings = _dirt + ((cards + BytesPerWord - 1) / BytesPerWord);
        Range = new(area.Start + MetadataWords, cards * CardWords);
        if (MetadataWords > 0)
        {
            heap.ClaimMetadata(_dirt, MetadataWords);
        }
    }

    /// <summary>The words that have cards.</summary>
    public WordRange Range { get; }

    /// <summary>Words of the tables.</summary>
    public int MetadataWords { get; }

    /// <summary>The card of a word.</summary>
    public int CardOf(Address address) => (address.Value - Range.Start) / CardWords;

    /// <summary>The first word of a card.</summary>
    public Address StartOf(int card) => new(Range.Start + (card * CardWords));

    /// <summary>The address, or the next one at which a card begins.</summary>
    public Address EndOfCard(Address address) => StartOf(CardOf(address + (CardWords - 1)));

    /// <summary>Makes a card dirty.</summary>
    public void Dirty(int card)
    {
        Address word = _dirt + (card / BytesPerWord);
        _heap.WriteMetadata(word, _heap.ReadMetadata(word) | (1UL << (card % BytesPerWord * 8)));
    }

    /// <summary>Makes a card clean.</summary>
    public void Clean(int card)
    {
        Address word = _dirt + (card / BytesPerWord);
        _heap.WriteMetadata(word, _heap.ReadMetadata(word) & ~(1UL << (card % BytesPerWord * 8)));
    }

    /// <summary>Makes the cards clean that lie in a range with all their words.</summary>
    public void Clean(Address start, Address end)
    {
        int last = CardOf(end);
        for (int card = NextDirty(CardOf(start + (CardWords - 1)), last); card < last; card = NextDirty(card + 1, last))
        {
            Clean(card);
        }
    }

    /// <summary>
    /// The first dirty card from <paramref name="card"/> on, or <paramref name="end"/> if there is none before that. Looks at eight
    /// clean cards at a time.
    /// </summary>
    public int NextDirty(int card, int end)
    {
        while (card < end)
        {
            ulong dirt = _heap.ReadMetadata(_dirt + (card / BytesPerWord)) >> (card % BytesPerWord * 8);
            if (dirt != 0)
            {
                return Math.Min(end, card + (BitOperations.TrailingZeroCount(dirt) / 8));
            }

            card += BytesPerWord - (card % BytesPerWord);
        }

        return end;
    }

    /// <summary>Enters a cell into the crossing map: into the cards whose first word it covers.</summary>
    public void Enter(Address cell, int words)
    {
        int last = CardOf(cell + (words - 1));
        for (int card = CardOf(cell + (CardWords - 1)); card <= last; card++)
        {
            Address word = _crossings + (card / EntriesPerWord);
            int shift = card % EntriesPerWord * 16, back = Math.Min(StartOf(card) - cell, ushort.MaxValue);
            _heap.WriteMetadata(word, (_heap.ReadMetadata(word) & ~(Entry << shift)) | ((ulong)back << shift));
        }
    }

    /// <summary>
    /// The first word of the cell that was entered last for a card. If it has been split since, its parts lead to the card.
    /// </summary>
    public Address CellAt(int card)
    {
        while (true)
        {
            ulong back = (_heap.ReadMetadata(_crossings + (card / EntriesPerWord)) >> (card % EntriesPerWord * 16)) & Entry;
            if (back != Entry)
            {
                return new(StartOf(card).Value - (int)back);
            }

            card -= FarCards;
        }
    }

    private static int WordsFor(int cards) =>
        ((cards + BytesPerWord - 1) / BytesPerWord) + ((cards + EntriesPerWord - 1) / EntriesPerWord);
}
