using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A2 on deferred reference counting: globals are not scanned.</summary>
public sealed class SkipsGlobalsDeferred(ICollectorHost host) : DeferredReferenceCounting(host)
{
    /// <inheritdoc/>
    protected override void CountRoots(bool add)
    {
        for (int i = Host.Roots.Globals.Words; i < Host.Roots.Count; i++)
        {
            CountRoot(Host.Roots[i], add);
        }
    }
}
