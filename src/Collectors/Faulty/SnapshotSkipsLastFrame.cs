using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A2 on snapshot mark-sweep: the current frame is not among the roots.</summary>
public sealed class SnapshotSkipsLastFrame(ICollectorHost host) : SnapshotMarkSweep(host)
{
    /// <inheritdoc/>
    protected override void ScanRoots()
    {
        for (int i = 0; i < Host.Roots.Count - Host.Roots.Frame.Words; i++)
        {
            Visit(Host.Roots[i]);
        }
    }
}
