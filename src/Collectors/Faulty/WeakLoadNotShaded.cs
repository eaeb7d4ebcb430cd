using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault E7 on snapshot mark-sweep: what is loaded through a weak reference while marking is not shaded.</summary>
public sealed class WeakLoadNotShaded(ICollectorHost host) : SnapshotMarkSweep(host)
{
    /// <inheritdoc/>
    public override Address ReadBarrier(Address slot, Address loaded, bool weak) => loaded;
}
