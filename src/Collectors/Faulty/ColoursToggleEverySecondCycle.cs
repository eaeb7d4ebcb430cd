using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>
/// Fault D3 on incremental mark-sweep: every second cycle begins without making black white, so that marks of the cycle before count again.
/// </summary>
public sealed class ColoursToggleEverySecondCycle(ICollectorHost host) : IncrementalMarkSweep(host)
{
    private bool _skip;

    /// <inheritdoc/>
    protected override void ToggleColours()
    {
        if (!_skip)
        {
            base.ToggleColours();
        }

        _skip = !_skip;
    }
}
