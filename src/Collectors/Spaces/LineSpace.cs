using System.Numerics;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Spaces;

/// <summary>
/// A space of blocks of lines (Immix: Blackburn and McKinley 2008; Handbook 10.3). Allocation moves a pointer up through holes, runs of
/// free lines, first those in blocks that are used in part, then whole free blocks; what does not fit the hole and is longer than a
/// line goes into a free block of its own. A table has a word for each block: lines in use (whoever allocates in a line, or did), lines
/// marked, and whether the block is to be evacuated. Whole lines are released.
/// </summary>
public sealed partial class LineSpace
{
    /// <summary>Words of a line. Lines begin at multiples of it.</summary>
    public const int LineWords = 8;

    /// <summary>Lines of a block.</summary>
    public const int BlockLines = 16;

    /// <summary>Words of a block.</summary>
    public const int BlockWords = LineWords * BlockLines;

    private const ulong InUse = (1UL << BlockLines) - 1;
    private const ulong Evacuating = 1UL << (2 * BlockLines);

    private readonly WordHeap _heap;
    private readonly Address _table;
    private readonly int _lines;
    private Hole _hole;
    private Hole _overflow;
    private int _cursor;
    private int _freeBlock;

    /// <summary>A space over free words, a few of which it claims for its table.</summary>
    public LineSpace(WordHeap heap, WordRange area)
    {
        _heap = heap;
        _table = new(area.Start);
        MetadataWords = Math.Min((area.Words + BlockWords) / (BlockWords + 1), area.Words);
        int start = (area.Start + MetadataWords + LineWords - 1) / LineWords * LineWords;
        _lines = Math.Max(0, (area.End - start) / LineWords);
        Range = new(start, _lines * LineWords);
        if (MetadataWords > 0)
        {
            heap.ClaimMetadata(_table, MetadataWords);
        }
    }

    /// <summary>The words of its lines.</summary>
    public WordRange Range { get; }

    /// <summary>Words of its table.</summary>
    public int MetadataWords { get; }

    /// <summary>Blocks that have ever been used; those behind are free.</summary>
    public int UsedBlocks { get; private set; }

    /// <summary>Claims words for an object of at most a block; null if no hole and no free block can take it.</summary>
    public Address Allocate(int words, bool zero = true)
    {
        Address address = _hole.Take(words);
        if (address.IsNull)
        {
            address = words <= LineWords ? AllocateInNextHole(words) : AllocateInFreeBlock(words);
        }

        return Claim(address, words, zero);
    }

    /// <summary>
    /// Claims zeroed words for an object in the first run of free lines that is long enough, in whichever blocks; null if there is
    /// none.
    /// </summary>
    public Address AllocateInRun(int words)
    {
        GiveBack();
        int needed = (words + LineWords - 1) / LineWords, run = 0;
        for (int line = 0; line < _lines; line++)
        {
            run = (_heap.ReadMetadata(_table + (line / BlockLines)) & (1UL << (line % BlockLines))) == 0 ? run + 1 : 0;
            if (run == needed)
            {
                int first = line + 1 - needed;
                SetLines(first, line, 0);
                UsedBlocks = Math.Max(UsedBlocks, (line / BlockLines) + 1);
                return Claim(AddressOf(first), words, zero: true);
            }
        }

        return Address.Null;
    }

    /// <summary>Moves on to the next hole, which has room for what is not longer than a line.</summary>
    private Address AllocateInNextHole(int words)
    {
        for (; _cursor < UsedBlocks * BlockLines && _cursor < _lines; _cursor = NextBlockAfter(_cursor))
        {
            int block = _cursor / BlockLines;
            ulong word = _heap.ReadMetadata(_table + block);
            ulong free = ~word & LinesOf(block) & (InUse << (_cursor % BlockLines));
            if (free != 0 && (word & Evacuating) == 0 && (word & InUse) != 0)
            {
                int first = BitOperations.TrailingZeroCount(free);
                int length = BitOperations.TrailingZeroCount(~(free >> first));
                _hole = Occupy((block * BlockLines) + first, length);
                _cursor = (block * BlockLines) + first + length;
                return _hole.Take(words);
            }
        }

        _hole = NextFreeBlock(words);
        return _hole.Take(words);
    }

    private Address AllocateInFreeBlock(int words)
    {
        Address address = _overflow.Take(words);
        if (address.IsNull)
        {
            GiveBack(ref _overflow);
            _overflow = NextFreeBlock(words);
            address = _overflow.Take(words);
        }

        return address;
    }

    private Hole NextFreeBlock(int words)
    {
        for (; _freeBlock * BlockLines < _lines; _freeBlock++)
        {
            int block = _freeBlock, length = BitOperations.PopCount(LinesOf(block));
            if (length * LineWords >= words && (_heap.ReadMetadata(_table + block) & InUse) == 0)
            {
                UsedBlocks = Math.Max(UsedBlocks, block + 1);
                return Occupy(block * BlockLines, length);
            }
        }

        return default;
    }

    private Hole Occupy(int firstLine, int length)
    {
        SetLines(firstLine, firstLine + length - 1, 0);
        return new Hole { Next = AddressOf(firstLine), End = AddressOf(firstLine + length) };
    }

    private Address Claim(Address address, int words, bool zero)
    {
        if (!address.IsNull)
        {
            _heap.ClaimObject(address, words);
            if (zero)
            {
                _heap.Zero(address, words);
            }
        }

        return address;
    }

    /// <summary>The lines that allocation has not reached are free again.</summary>
    private void GiveBack()
    {
        GiveBack(ref _hole);
        GiveBack(ref _overflow);
    }

    private void GiveBack(ref Hole hole)
    {
        int first = LineOf(hole.Next + (LineWords - 1)), end = LineOf(hole.End);
        for (int line = first; line < end && !hole.Next.IsNull; line++)
        {
            Address entry = _table + (line / BlockLines);
            _heap.WriteMetadata(entry, _heap.ReadMetadata(entry) & ~(1UL << (line % BlockLines)));
        }

        hole = default;
    }

    /// <summary>Sets the bits of a run of lines, <paramref name="shift"/> bits further up than those of lines in use.</summary>
    private void SetLines(int first, int last, int shift)
    {
        for (int line = first; line <= last;)
        {
            int block = line / BlockLines, end = Math.Min(last, NextBlockAfter(line) - 1);
            ulong bits = ((1UL << (end + 1 - line)) - 1) << (line % BlockLines);
            _heap.WriteMetadata(_table + block, _heap.ReadMetadata(_table + block) | (bits << shift));
            line = end + 1;
        }
    }

    private static int NextBlockAfter(int line) => ((line / BlockLines) + 1) * BlockLines;

    /// <summary>A bit for each line that a block has: the last one may be short.</summary>
    private ulong LinesOf(int block) => (1UL << Math.Min(BlockLines, _lines - (block * BlockLines))) - 1;

    private int LineOf(Address address) => (address.Value - Range.Start) / LineWords;

    private Address AddressOf(int line) => new(Range.Start + (line * LineWords));

    /// <summary>What is left of the lines that are being allocated in.</summary>
    private struct Hole
    {
        public Address Next;
        public Address End;

        public Address Take(int words)
        {
            if (words > End - Next)
            {
                return Address.Null;
            }

            Address address = Next;
            Next += words;
            return address;
        }
    }
}
