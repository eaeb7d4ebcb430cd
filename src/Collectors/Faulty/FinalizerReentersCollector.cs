using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault F4 on cpython: a collection that a finalizer asks for is not ignored, but runs inside the one that is under way.</summary>
public sealed class FinalizerReentersCollector(ICollectorHost host) : CPythonScheme(host)
{
    /// <inheritdoc/>
    protected override bool IsCollecting => false;
}
