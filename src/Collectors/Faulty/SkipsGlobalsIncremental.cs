using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A2 on incremental mark-sweep: the globals are not among the roots.</summary>
public sealed class SkipsGlobalsIncremental(ICollectorHost host) : IncrementalMarkSweep(host)
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
