using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault F7 on the treatment before PEP 442: what objects with finalizers reach is not kept for them (<c>move_finalizer_reachable</c>).</summary>
public sealed class ReachedByFinalizerFreed(ICollectorHost host) : CPythonScheme(host, UncollectableGarbage.WithFinalizers)
{
    /// <inheritdoc/>
    protected override void KeepReferencesOf(Address address)
    {
    }
}
