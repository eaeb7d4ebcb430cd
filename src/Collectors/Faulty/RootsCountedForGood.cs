using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault K1 on deferred reference counting: references in roots, counted for the time of a sweep, are not dropped again.</summary>
public sealed class RootsCountedForGood(ICollectorHost host) : DeferredReferenceCounting(host)
{
    /// <inheritdoc/>
    protected override void CountRoots(bool add)
    {
        if (add)
        {
            base.CountRoots(add);
        }
    }
}
