using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault I2 on cpython: one more object is reported as freed than was.</summary>
public sealed class DoubleReportsFreedCPython(ICollectorHost host) : CPythonScheme(host)
{
    /// <inheritdoc/>
    protected override CollectionSummary Summarise(int generation, CollectionReason reason, in TallyByGeneration freed)
    {
        TallyByGeneration reported = freed;
        if (freed[0].Objects > 0)
        {
            reported[0] += new Tally(1, 0);
        }

        return base.Summarise(generation, reason, reported);
    }
}
