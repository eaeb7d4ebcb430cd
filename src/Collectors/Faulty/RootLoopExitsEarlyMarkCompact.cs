using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A1 on mark-compact: the root loop of marking ends after the first root that refers to something.</summary>
public sealed class RootLoopExitsEarlyMarkCompact(ICollectorHost host) : MarkCompact(host)
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
