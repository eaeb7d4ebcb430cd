using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault G1 on Baker's collector: the read barrier does not look whether an object has been copied already.</summary>
public sealed class BarrierCopiesTwice(ICollectorHost host) : BakerCopying(host)
{
    /// <inheritdoc/>
    public override Address ReadBarrier(Address slot, Address loaded, bool weak) => IsCondemned(loaded) ? Evacuate(loaded) : loaded;
}
