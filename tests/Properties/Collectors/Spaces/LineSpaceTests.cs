using FsCheck.Xunit;
using GcVerify.Collectors.Spaces;
using GcVerify.Heap;

namespace GcVerify.Properties.Collectors.Spaces;

public sealed class LineSpaceTests
{
    private readonly WordHeap _heap = new();
    private LineSpace _space;

    public LineSpaceTests() => _space = Of(1000);

    [Property]
    public bool Lines_begin_at_multiples_of_their_size_and_lie_in_the_area_with_a_word_for_each_block(ushort words)
    {
        _space = Of(words);
        int lines = _space.Range.Words / LineSpace.LineWords, blocks = (lines + LineSpace.BlockLines - 1) / LineSpace.BlockLines;
        return _space.Range.Start % LineSpace.LineWords == 0
            && (lines == 0 || _space.Range.End <= 11 + words)
            && blocks <= _space.MetadataWords
            && _space.MetadataWords == _heap.MetadataWords
            && _space.Range.Words >= words - _space.MetadataWords - (2 * LineSpace.LineWords);
    }

    [Property]
    public void An_allocation_in_a_run_fails_only_if_no_run_of_lines_is_free(byte[] sizes)
    {
        _space = Of(1000);
        foreach (int words in sizes.Select(size => 1 + (size % 150)))
        {
            Address address = words <= LineSpace.BlockWords ? _space.Allocate(words) : Address.Null;
            if (address.IsNull)
            {
                int lines = (words + LineSpace.LineWords - 1) / LineSpace.LineWords * LineSpace.LineWords;
                bool fits = _heap.LongestFreeRun(_space.Range, LineSpace.LineWords) >= lines;
                Assert.Equal(fits, !_space.AllocateInRun(words).IsNull);
            }
        }
    }

    [Fact]
    public void Reclaiming_a_block_releases_the_lines_in_use_that_are_not_marked()
    {
        Address[] objects = [.. Enumerable.Range(0, 5).Select(_ => _space.Allocate(LineSpace.LineWords))];
        _space.BeginMarking();
        _space.Mark(objects[1], LineSpace.LineWords);
        _space.Mark(objects[3], LineSpace.LineWords);
        _space.EndMarking();
        Assert.Equal(new(3, 3 * LineSpace.LineWords), _space.Reclaim(0));
        Assert.Equal([false, true, false, true, false], objects.Select(_heap.IsObjectStart));
        Assert.Equal((3, 2, 14), (_space.Holes(0), _space.LinesInUse(0), _space.FreeLines(0)));
        Assert.Equal([objects[0], objects[2], objects[4]], Enumerable.Range(0, 3).Select(_ => _space.Allocate(LineSpace.LineWords)));
    }

    [Fact]
    public void An_object_across_blocks_is_marked_on_every_line_that_it_touches()
    {
        _space.Allocate(3);
        Address wide = _space.AllocateInRun(2 * LineSpace.BlockWords);
        _space.BeginMarking();
        _space.Mark(wide, 2 * LineSpace.BlockWords);
        Assert.Equal([15, 16, 1], Enumerable.Range(0, 3).Select(_space.MarkedLines));
        _space.ForgetMarks(1);
        Assert.Equal(0, _space.MarkedLines(1));
    }

    [Fact]
    public void In_a_chosen_block_nothing_is_allocated_until_it_is_reclaimed()
    {
        Address[] objects = [.. Enumerable.Range(0, 3).Select(_ => _space.Allocate(LineSpace.LineWords))];
        _space.BeginMarking();
        _space.Choose(0);
        Assert.True(_space.IsChosen(objects[2]));
        Assert.Equal(_space.Range.Start + LineSpace.BlockWords, _space.Allocate(2).Value);
        _space.Mark(objects[1], LineSpace.LineWords);
        _space.EndMarking();
        _space.Reclaim(0);
        Assert.Equal(objects[0], _space.Allocate(2));
    }

    private LineSpace Of(int words)
    {
        _heap.Reset(11 + words);
        return new LineSpace(_heap, new(11, words));
    }
}
