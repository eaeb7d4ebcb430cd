using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault F5 on Baker copying: finalizers are due at the flip, before any copy has been scanned.</summary>
public sealed class FinalizesReachableBaker(ICollectorHost host) : BakerCopying(host)
{
    /// <inheritdoc/>
    protected override void ScanRoots()
    {
        base.ScanRoots();
        References.ProcessDead(this);
    }
}
