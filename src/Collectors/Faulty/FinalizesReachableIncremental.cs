using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault F5 on incremental mark-sweep: finalizers are due before the roots have been scanned again.</summary>
public sealed class FinalizesReachableIncremental(ICollectorHost host) : IncrementalMarkSweep(host)
{
    private bool _looked;

    /// <inheritdoc/>
    protected override void BeginMarking()
    {
        _looked = false;
        ScanRoots();
    }

    /// <inheritdoc/>
    protected override void LookAgain()
    {
        if (_looked)
        {
            base.LookAgain();
        }

        _looked = true;
    }
}
