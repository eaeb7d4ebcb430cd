using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault K5 on deferred reference counting: a new object is not in the zero count table.</summary>
public sealed class NewObjectNotEntered(ICollectorHost host) : DeferredReferenceCounting(host)
{
    /// <inheritdoc/>
    protected override void EnterNew(Address address)
    {
    }
}
