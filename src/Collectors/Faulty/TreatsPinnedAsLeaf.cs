using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A4 on mark-region: objects that are pinned from their allocation are not scanned.</summary>
public sealed class TreatsPinnedAsLeaf(ICollectorHost host) : MarkRegion(host)
{
    /// <inheritdoc/>
    protected override void Scan(Address address)
    {
        if (Objects.HeaderOf(address).Kind != ObjectKind.Pinned)
        {
            base.Scan(address);
        }
    }
}
