using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A1 on incremental mark-sweep: the root loop ends after the first root that refers to something.</summary>
public sealed class RootLoopExitsEarlyIncremental(ICollectorHost host) : IncrementalMarkSweep(host)
{
    /// <inheritdoc/>
    protected override void ScanRoots()
    {
        for (int i = 0; i < Host.Roots.Count; i++)
        {
            Visit(Host.Roots[i]);
            if (!Heap.ReadReference(Host.Roots[i]).IsNull)
            {
                return;
            }
        }
    }
}
