using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault G4 on mark-compact: an object that moves goes one word too low, over the end of the one below.</summary>
public sealed class CompactsOverLive(ICollectorHost host) : MarkCompact(host)
{
    /// <inheritdoc/>
    protected override void ForwardTo(Address address, Address target) =>
        base.ForwardTo(address, target < address && target > Space.Start ? new Address(target.Value - 1) : target);
}
