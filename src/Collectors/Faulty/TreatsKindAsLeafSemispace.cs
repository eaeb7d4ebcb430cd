using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A4 on semispace: the fields of immortal objects are not visited.</summary>
public sealed class TreatsKindAsLeafSemispace(ICollectorHost host) : Semispace(host)
{
    /// <inheritdoc/>
    protected override void Scan(Address address)
    {
        if (Objects.HeaderOf(address).Kind != ObjectKind.Immortal)
        {
            base.Scan(address);
        }
    }
}
