using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault C4 on card-marking: a collection of younger generations sweeps the oldest, where nothing is marked.</summary>
public sealed class MinorFreesOldCardMarking(ICollectorHost host) : CardMarking(host)
{
    /// <inheritdoc/>
    protected override void CollectYoungOnly(int generation)
    {
        base.CollectYoungOnly(generation);
        SweepOldest();
    }
}
