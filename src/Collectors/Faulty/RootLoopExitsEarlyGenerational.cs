using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A1 on generational: the root loop of the minor collection ends after the first root that refers to a young object.</summary>
public sealed class RootLoopExitsEarlyGenerational(ICollectorHost host) : Generational(host)
{
    /// <inheritdoc/>
    protected override void ScanRoots()
    {
        for (int i = 0; i < Host.Roots.Count; i++)
        {
            Visit(Host.Roots[i]);
            if (IsYoung(Heap.ReadReference(Host.Roots[i])))
            {
                return;
            }
        }
    }
}
