using GcVerify.Collectors;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Properties.Verification;

/// <summary>Does not trace the last field, and reports one more object as freed than was.</summary>
internal sealed class DropsFieldsAndMiscounts(ICollectorHost host) : MarkSweep(host)
{
    protected override void Scan(Address address)
    {
        for (int i = 0; i < Objects.HeaderOf(address).Fields - 1; i++)
        {
            Visit(ObjectModel.FieldSlot(address, i));
        }
    }

    protected override CollectionSummary Summarise(CollectionReason reason, in TallyByGeneration freed)
    {
        TallyByGeneration reported = freed;
        reported[0] += freed[0].Objects > 0 ? new Tally(1, 0) : default;
        return base.Summarise(reason, reported);
    }
}
