using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Faulty;

/// <summary>
/// Fault I2 on card-marking: of a generation that was collected with a younger one, one more object is reported as freed than was.
/// </summary>
public sealed class DoubleReportsFreedCardMarking(ICollectorHost host) : CardMarking(host)
{
    /// <inheritdoc/>
    protected override CollectionSummary Summarise(int generation, CollectionReason reason, in TallyByGeneration freed)
    {
        TallyByGeneration reported = freed;
        if (generation > 0 && freed[1].Objects > 0)
        {
            reported[1] += new Tally(1, 0);
        }

        return base.Summarise(generation, reason, reported);
    }
}
