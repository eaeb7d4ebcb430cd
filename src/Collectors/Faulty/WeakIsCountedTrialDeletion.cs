using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault E6 on trial deletion: the field of a weak reference is counted like any other.</summary>
public sealed class WeakIsCountedTrialDeletion(ICollectorHost host) : TrialDeletion(host)
{
    /// <inheritdoc/>
    protected override int StrongFrom(Header holder) => 0;
}
