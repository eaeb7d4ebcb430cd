using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A2 on semispace: globals are not scanned.</summary>
public sealed class SkipsGlobalsSemispace(ICollectorHost host) : Semispace(host)
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
