using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault D7 on incremental mark-sweep: an allocation begins a cycle, but does nothing for it, so that the mutator runs away from the collector.</summary>
public sealed class AllocationDoesNoWork(ICollectorHost host) : IncrementalMarkSweep(host)
{
    /// <inheritdoc/>
    protected override int WorkFor(int words) => 0;
}
