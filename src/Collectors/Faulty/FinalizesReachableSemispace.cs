using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault F5 on semispace: finalizers are due before the last root has been visited.</summary>
public sealed class FinalizesReachableSemispace(ICollectorHost host) : Semispace(host)
{
    /// <inheritdoc/>
    protected override void ScanRoots()
    {
        int last = Host.Roots.Count - 1;
        for (int i = 0; i < last; i++)
        {
            Visit(Host.Roots[i]);
        }

        ScanImmortals();
        Drain();
        References.Process(this);
        base.ScanRoots();
    }
}
