using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault D1 on incremental mark-sweep: the roots are scanned when marking begins, and not again before it ends.</summary>
public sealed class NoRootRescan(ICollectorHost host) : IncrementalMarkSweep(host)
{
    /// <inheritdoc/>
    protected override void BeginMarking() => ScanRoots();

    /// <inheritdoc/>
    protected override void LookAgain()
    {
    }
}
