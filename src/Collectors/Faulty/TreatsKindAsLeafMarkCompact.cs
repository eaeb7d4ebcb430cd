using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A4 on mark-compact: the fields of pinned objects are not visited.</summary>
public sealed class TreatsKindAsLeafMarkCompact(ICollectorHost host) : MarkCompact(host)
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
