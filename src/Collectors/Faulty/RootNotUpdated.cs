using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A5 on Baker's collector: the last root keeps its address in from-space over a flip.</summary>
public sealed class RootNotUpdated(ICollectorHost host) : BakerCopying(host)
{
    /// <inheritdoc/>
    protected override void ScanRoots()
    {
        for (int i = 0; i < Host.Roots.Count - 1; i++)
        {
            Visit(Host.Roots[i]);
        }
    }
}
