using GcVerify.Collectors.Spaces;
using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault E1: weak references to dead objects are not cleared.</summary>
public sealed class WeakClearedLate(ICollectorHost host, Predicate<Address>? isOld = null) : ReferenceProcessor(host, isOld)
{
    /// <inheritdoc/>
    protected override void Update(Address slot, Address referent, ITracer tracer)
    {
        if (tracer.IsLive(referent))
        {
            base.Update(slot, referent, tracer);
        }
    }
}
