using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault I2 on incremental mark-sweep: one more object is reported as freed than was.</summary>
public sealed class DoubleReportsFreedIncremental(ICollectorHost host) : IncrementalMarkSweep(host)
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
