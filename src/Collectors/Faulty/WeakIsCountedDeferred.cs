using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault E6 on deferred reference counting: the field of a weak reference is counted like any other.</summary>
public sealed class WeakIsCountedDeferred(ICollectorHost host) : DeferredReferenceCounting(host)
{
    /// <inheritdoc/>
    protected override int StrongFrom(Header holder) => 0;
}
