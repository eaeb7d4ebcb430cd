using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault E1 on trial deletion: weak references to what lies on garbage cycles are not cleared.</summary>
public sealed class WeakToCycleNotCleared(ICollectorHost host) : TrialDeletion(host)
{
    /// <inheritdoc/>
    protected override void ClearWeakReferencesToGarbage()
    {
    }
}
