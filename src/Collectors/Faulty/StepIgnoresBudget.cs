using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault D6 on snapshot mark-sweep: once marking has ended, one slice sweeps the whole heap.</summary>
public sealed class StepIgnoresBudget(ICollectorHost host) : SnapshotMarkSweep(host)
{
    /// <inheritdoc/>
    protected override int Sweep(int budget) => base.Sweep(int.MaxValue);
}
