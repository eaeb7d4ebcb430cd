using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault I3 on mark-region: no automatic collection takes place: an allocation that does not fit is refused.</summary>
public sealed class PacingNeverTriggersMarkRegion(ICollectorHost host) : MarkRegion(host)
{
    /// <inheritdoc/>
    protected override void CollectUnasked(CollectionReason reason)
    {
    }
}
