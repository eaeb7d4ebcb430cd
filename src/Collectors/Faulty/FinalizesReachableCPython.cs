using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault F5 on cpython: that a reachable object makes reachable what it refers to is seen only when finalizers have run.</summary>
public sealed class FinalizesReachableCPython(ICollectorHost host) : CPythonScheme(host)
{
    /// <inheritdoc/>
    protected override void VisitReachable(Address address, int list)
    {
        if (list == Unreachable)
        {
            base.VisitReachable(address, list);
        }
    }
}
