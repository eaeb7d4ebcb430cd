using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A2 on generational: globals are not scanned by the minor collection.</summary>
public sealed class SkipsGlobalsGenerational(ICollectorHost host) : Generational(host)
{
    /// <inheritdoc/>
    protected override void ScanRoots()
    {
        for (int i = Host.Roots.Globals.Words; i < Host.Roots.Count; i++)
        {
            Visit(Host.Roots[i]);
        }
    }
}
