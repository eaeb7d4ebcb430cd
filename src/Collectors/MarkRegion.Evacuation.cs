using GcVerify.Collectors.Spaces;
using GcVerify.Heap;

namespace GcVerify.Collectors;

/// <summary>
/// Defragmentation (Blackburn and McKinley 2008, 2.4): of the blocks with holes those with most of them are evacuated into free lines
/// of the others. Opportunistic: what is pinned, and what finds no room, is marked where it lies.
/// </summary>
public partial class MarkRegion
{
    // One hole is the end of a block that allocation has not filled.
    private const int FewestHoles = 2;
    private const int MostHoles = LineSpace.BlockLines / 2;

    private bool _defragments;

    /// <summary>Whether the object must be kept where it is.</summary>
    protected virtual bool IsPinned(Address address) => Host.IsPinned(address);

    /// <summary>Copies an object and leaves its new address behind; where there is no room it stays.</summary>
    protected virtual Address Evacuate(Address address, int words)
    {
        Address copy = Space.Allocate(words, zero: false);
        if (copy.IsNull)
        {
            return address;
        }

        Heap.CopyWords(address, copy, words);
        Objects.SetCollectorWord(address, CollectorWord.ForwardedTo(copy));
        _evacuated.Push(address);
        return copy;
    }

    private bool MayMove(Address address, int words) =>
        _defragments && words <= LineSpace.BlockWords && Space.IsChosen(address) && !IsPinned(address);

    private void BeginMarking(bool fragmented)
    {
        Space.BeginMarking();
        int fewest = fragmented ? FewestHolesToEvacuate() : MostHoles + 1;
        _defragments = fewest <= MostHoles;
        for (int block = 0; _defragments && block < Space.UsedBlocks; block++)
        {
            if (Space.Holes(block) >= fewest)
            {
                Space.Choose(block);
            }
        }
    }

    /// <summary>
    /// The number of holes from which on blocks are evacuated: the lowest for which their lines in use find room in the other blocks.
    /// </summary>
    private int FewestHolesToEvacuate()
    {
        Span<int> inUse = stackalloc int[MostHoles + 1];
        Span<int> free = stackalloc int[MostHoles + 1];
        for (int block = 0; block < Space.UsedBlocks; block++)
        {
            int holes = Space.Holes(block);
            inUse[holes] += Space.LinesInUse(block);
            free[holes] += Space.FreeLines(block);
        }

        int needed = 0, room = Space.TotalFreeLines, fewest = MostHoles + 1;
        for (int holes = MostHoles; holes >= FewestHoles; holes--)
        {
            needed += inUse[holes];
            room -= free[holes];
            if (needed > room)
            {
                break;
            }

            fewest = inUse[holes] > 0 ? holes : fewest;
        }

        return fewest;
    }

    /// <summary>
    /// Frees the originals of copies. Their lines may be kept by neighbours, and an object's number must not be carried by what is not
    /// the object.
    /// </summary>
    private void ReleaseEvacuated()
    {
        for (int i = 0; i < _evacuated.Count; i++)
        {
            Address address = _evacuated[i];
            Heap.Release(address, Objects.HeaderOf(address).Words);
        }

        _evacuated.Truncate(0);
    }
}
