using GcVerify.Collectors.Spaces;
using GcVerify.Heap;

namespace GcVerify.Collectors;

/// <summary>The dirty cards of the generations that a collection leaves alone: its roots beside the roots.</summary>
public partial class CardMarking
{
    /// <summary>Visits the fields on the dirty cards of a generation and of those older.</summary>
    private void ScanCards(int youngest)
    {
        for (int generation = youngest; generation < Oldest; generation++)
        {
            ScanCards(generation, _young[generation].Current.Start, _young[generation].Current.Next);
        }

        ScanCards(Oldest, new(Old.Range.Start), _oldEnd);
    }

    private void ScanCards(int generation, Address start, Address end)
    {
        int last = Cards.CardOf(end + (CardTable.CardWords - 1));
        for (int card = Cards.NextDirty(Cards.CardOf(start), last); card < last; card = Cards.NextDirty(card + 1, last))
        {
            Address from = Cards.StartOf(card), to = from + CardTable.CardWords;
            ScanCard(card, generation, to < end ? to : end);
        }
    }

    /// <summary>
    /// Makes a card clean and visits the fields on it, which may make it dirty again. Of an object that lies on other cards too, only
    /// the part on this one.
    /// </summary>
    protected virtual void ScanCard(int card, int generation, Address end)
    {
        Cards.Clean(card);
        for (Address cell = FirstCell(card); cell < end;)
        {
            ulong first = Heap.ReadCell(cell);
            var header = new Header(first);
            if (header.IsObject)
            {
                ScanPart(cell, header, Cards.StartOf(card), end, generation);
            }

            cell += FreeListSpace.WordsOfCell(first);
        }
    }

    /// <summary>The first cell that has a word on a card, or one before it.</summary>
    protected virtual Address FirstCell(int card) => Cards.CellAt(card);

    /// <summary>Visits the fields of an object that lie on a card.</summary>
    protected virtual void ScanPart(Address address, Header header, Address from, Address end, int generation)
    {
        Address fields = ObjectModel.FieldSlot(address, 0);
        ScanFields(address, header, Math.Max(0, from - fields), Math.Min(header.Fields, end - fields), generation);
    }
}
