using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault E7 on Baker copying: what is loaded through a weak reference stays in from-space.</summary>
public sealed class WeakLoadNotForwarded(ICollectorHost host) : BakerCopying(host)
{
    /// <inheritdoc/>
    public override Address ReadBarrier(Address slot, Address loaded, bool weak) => weak ? loaded : base.ReadBarrier(slot, loaded, weak);
}
