using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A2 on card-marking: globals are not scanned.</summary>
public sealed class SkipsGlobalsCardMarking(ICollectorHost host) : CardMarking(host)
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
