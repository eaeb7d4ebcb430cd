using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault F3 on cpython: what a finalizer has made reachable stays, what that refers to does not.</summary>
public sealed class ResurrectedChildrenLostCPython(ICollectorHost host) : CPythonScheme(host)
{
    private bool _keepingResurrected;

    /// <inheritdoc/>
    protected override void KeepResurrected()
    {
        _keepingResurrected = true;
        base.KeepResurrected();
        _keepingResurrected = false;
    }

    /// <inheritdoc/>
    protected override void VisitReachable(Address address, int list)
    {
        if (!_keepingResurrected)
        {
            base.VisitReachable(address, list);
        }
    }
}
