using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault I2 on mark-compact: one more object is reported as freed than was.</summary>
public sealed class DoubleReportsFreedMarkCompact(ICollectorHost host) : MarkCompact(host)
{
    /// <inheritdoc/>
    protected override CollectionSummary Summarise(CollectionReason reason, in TallyByGeneration freed)
    {
        TallyByGeneration reported = freed;
        if (freed[0].Objects > 0)
        {
            reported[0] += new Tally(1, 0);
        }

        return base.Summarise(reason, reported);
    }
}
