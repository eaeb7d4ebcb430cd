using GcVerify.Collectors.Spaces;
using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A7 on mark-compact: every object counts as marked.</summary>
public sealed class NeverReleasesMarkCompact(ICollectorHost host) : MarkCompact(host)
{
    /// <inheritdoc/>
    protected override void MarkRoots()
    {
        int words;
        for (Address cell = Space.Start; cell < Space.Next; cell += words)
        {
            ulong first = Heap.ReadCell(cell);
            words = CompactedSpace.WordsOf(first);
            if (new Header(first).IsObject)
            {
                Objects.SetCollectorWord(cell, CollectorWord.Marked);
            }
        }
    }
}
