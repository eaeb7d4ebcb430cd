using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault D4 on incremental mark-sweep: a slice that ends in the middle of an object forgets its other fields.</summary>
public sealed class StepLosesGrey(ICollectorHost host) : IncrementalMarkSweep(host)
{
    /// <inheritdoc/>
    protected override int Mark(int budget)
    {
        int left = base.Mark(budget);
        if (!Scanning.IsNull)
        {
            Blacken(Scanning);
        }

        return left;
    }
}
