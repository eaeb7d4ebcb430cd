using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault C4 on generational: a minor collection sweeps the old generation, where nothing is marked.</summary>
public sealed class MinorFreesOld(ICollectorHost host) : Generational(host)
{
    /// <inheritdoc/>
    protected override void CollectYoungOnly()
    {
        base.CollectYoungOnly();
        Old.Sweep(this);
    }
}
