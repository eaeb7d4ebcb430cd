using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault C3 on generational: a minor collection does not clear the weak references of old objects.</summary>
public sealed class OldWeakNotCleared(ICollectorHost host) : Generational(host)
{
    /// <inheritdoc/>
    protected override bool Scan(Address address) =>
        IsYoung(address) || Objects.HeaderOf(address).Kind != ObjectKind.Weak ? base.Scan(address) : true;
}
