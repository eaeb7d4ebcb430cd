using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>
/// Fault D2 on incremental mark-sweep: objects allocated while sweeping are white, so those ahead of the sweep are released.
/// </summary>
public sealed class AllocatesWhiteWhileSweeping(ICollectorHost host) : IncrementalMarkSweep(host)
{
    /// <inheritdoc/>
    protected override bool AllocatesBlack => Phase != CyclePhase.Sweeping;
}
