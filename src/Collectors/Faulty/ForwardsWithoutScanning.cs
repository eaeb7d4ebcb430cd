using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault G2 on semispace: of the copies only the first is scanned.</summary>
public sealed class ForwardsWithoutScanning(ICollectorHost host) : Semispace(host)
{
    /// <inheritdoc/>
    protected override void Scan(Address address)
    {
        if (address == Tospace.Start || !Tospace.Contains(address))
        {
            base.Scan(address);
        }
    }
}
