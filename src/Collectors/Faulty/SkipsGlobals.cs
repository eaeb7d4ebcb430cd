using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A2 on mark-sweep: globals are not marked from.</summary>
public sealed class SkipsGlobals(ICollectorHost host) : MarkSweep(host)
{
    /// <inheritdoc/>
    protected override void MarkRoots()
    {
        for (int i = Host.Roots.Globals.Words; i < Host.Roots.Count; i++)
        {
            Visit(Host.Roots[i]);
            Drain();
        }
    }
}
