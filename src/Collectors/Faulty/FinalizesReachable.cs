using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault F5 on mark-sweep: finalizers are due before the last root has been marked.</summary>
public sealed class FinalizesReachable(ICollectorHost host) : MarkSweep(host)
{
    /// <inheritdoc/>
    protected override void MarkRoots()
    {
        for (int i = 0; i < Host.Roots.Count - 1; i++)
        {
            Visit(Host.Roots[i]);
            Drain();
        }

        References.Process(this);
        Visit(Host.Roots[Host.Roots.Count - 1]);
        Drain();
    }
}
