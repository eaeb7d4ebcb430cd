using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault D2 on snapshot mark-sweep: objects allocated while marking are white, as before the cycle.</summary>
public sealed class AllocatesWhite(ICollectorHost host) : SnapshotMarkSweep(host)
{
    /// <inheritdoc/>
    protected override bool AllocatesBlack => Phase != CyclePhase.Marking;
}
