using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault B2 on Baker's collector: what the mutator loads stays in from-space.</summary>
public sealed class NoReadBarrier(ICollectorHost host) : BakerCopying(host)
{
    /// <inheritdoc/>
    public override Address ReadBarrier(Address slot, Address loaded, bool weak) => loaded;
}
