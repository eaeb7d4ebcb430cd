using GcVerify.Collectors.Spaces;
using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault F1: an object whose finalizer is due stays registered.</summary>
public sealed class FinalizesTwice(ICollectorHost host, Predicate<Address>? isOld = null) : ReferenceProcessor(host, isOld)
{
    /// <inheritdoc/>
    protected override void Enqueue(Address address)
    {
        base.Enqueue(address);
        Add(address);
    }
}
