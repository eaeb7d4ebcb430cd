using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A1 on mark-region: the root loop ends after the first root that refers to something.</summary>
public sealed class RootLoopExitsEarlyMarkRegion(ICollectorHost host) : MarkRegion(host)
{
    /// <inheritdoc/>
    protected override void MarkRoots()
    {
        for (int i = 0; i < Host.Roots.Count; i++)
        {
            Visit(Host.Roots[i]);
            Drain();
            if (!Heap.ReadReference(Host.Roots[i]).IsNull)
            {
                return;
            }
        }
    }
}
