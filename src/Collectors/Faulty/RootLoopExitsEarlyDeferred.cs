using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A1 on deferred reference counting: the root loop ends after the first root that refers to something.</summary>
public sealed class RootLoopExitsEarlyDeferred(ICollectorHost host) : DeferredReferenceCounting(host)
{
    /// <inheritdoc/>
    protected override void CountRoots(bool add)
    {
        for (int i = 0; i < Host.Roots.Count; i++)
        {
            CountRoot(Host.Roots[i], add);
            if (!Heap.ReadReference(Host.Roots[i]).IsNull)
            {
                return;
            }
        }
    }
}
