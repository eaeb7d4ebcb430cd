using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault R2 on mark-region: a block with a single marked line is taken for a free one.</summary>
public sealed class RecyclesLiveBlock(ICollectorHost host) : MarkRegion(host)
{
    /// <inheritdoc/>
    protected override Tally Reclaim(int block)
    {
        if (Space.MarkedLines(block) == 1)
        {
            Space.ForgetMarks(block);
        }

        return base.Reclaim(block);
    }
}
