using System.Numerics;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Spaces;

/// <summary>What a collection does with lines and blocks: mark, choose, release.</summary>
public sealed partial class LineSpace
{
    /// <summary>Whether there are holes that allocation has not come to.</summary>
    public bool HasUnusedHoles
    {
        get
        {
            for (int block = (_cursor + BlockLines - 1) / BlockLines; block < UsedBlocks; block++)
            {
                if (Holes(block) > 0 && FreeLines(block) < BlockLines)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Free lines in all.</summary>
    public int TotalFreeLines
    {
        get
        {
            int free = _lines - Math.Min(_lines, UsedBlocks * BlockLines);
            for (int block = 0; block < UsedBlocks; block++)
            {
                free += FreeLines(block);
            }

            return free;
        }
    }

    /// <summary>Takes the marks of the last collection back. Allocation, of copies now, begins anew at the first block.</summary>
    public void BeginMarking()
    {
        Rewind();
        for (int block = 0; block < UsedBlocks; block++)
        {
            _heap.WriteMetadata(_table + block, _heap.ReadMetadata(_table + block) & InUse);
        }
    }

    /// <summary>All that is live is marked: every block can be reclaimed. Allocation begins anew at the first block.</summary>
    public void EndMarking() => Rewind();

    /// <summary>Marks the lines that these words of a live object touch.</summary>
    public void Mark(Address address, int words) => SetLines(LineOf(address), LineOf(address + (words - 1)), BlockLines);

    /// <summary>Runs of free lines in a block.</summary>
    public int Holes(int block)
    {
        ulong free = FreeBits(block);
        return BitOperations.PopCount(free & ~(free << 1));
    }

    /// <summary>Free lines of a block.</summary>
    public int FreeLines(int block) => BitOperations.PopCount(FreeBits(block));

    /// <summary>Lines of a block that are in use.</summary>
    public int LinesInUse(int block) => BitOperations.PopCount(LinesOf(block) & ~FreeBits(block));

    /// <summary>Lines of a block that are marked.</summary>
    public int MarkedLines(int block) => BitOperations.PopCount((_heap.ReadMetadata(_table + block) >> BlockLines) & InUse);

    /// <summary>Chooses a block: its objects are to be evacuated, and nothing is allocated in it until the collection is over.</summary>
    public void Choose(int block) => _heap.WriteMetadata(_table + block, _heap.ReadMetadata(_table + block) | Evacuating);

    /// <summary>Whether an object begins in a chosen block.</summary>
    public bool IsChosen(Address address) =>
        (_heap.ReadMetadata(_table + (LineOf(address) / BlockLines)) & Evacuating) != 0;

    /// <summary>Releases the lines of a block that are in use and not marked; those that are marked are in use from now on.</summary>
    /// <returns>The objects that were released.</returns>
    public Tally Reclaim(int block)
    {
        ulong word = _heap.ReadMetadata(_table + block), marked = (word >> BlockLines) & InUse;
        Tally released = default;
        for (ulong dead = word & InUse & ~marked; dead != 0;)
        {
            int first = BitOperations.TrailingZeroCount(dead);
            int length = BitOperations.TrailingZeroCount(~(dead >> first));
            released += _heap.ReleaseGranules(AddressOf((block * BlockLines) + first), length * LineWords);
            dead &= ~(((1UL << length) - 1) << first);
        }

        _heap.WriteMetadata(_table + block, marked);
        return released;
    }

    /// <summary>Takes the marks of a block's lines back.</summary>
    public void ForgetMarks(int block) => _heap.WriteMetadata(_table + block, _heap.ReadMetadata(_table + block) & (InUse | Evacuating));

    private void Rewind()
    {
        GiveBack();
        _cursor = 0;
        _freeBlock = 0;
    }

    private ulong FreeBits(int block) => ~_heap.ReadMetadata(_table + block) & LinesOf(block);
}
