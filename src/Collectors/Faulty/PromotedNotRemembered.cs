using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault C2 on generational: an object that is promoted before its children is not remembered.</summary>
public sealed class PromotedNotRemembered(ICollectorHost host) : Generational(host)
{
    /// <inheritdoc/>
    protected override void ScanPromoted(Address address) => Scan(address);
}
