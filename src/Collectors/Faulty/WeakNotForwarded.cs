using GcVerify.Collectors.Spaces;
using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault E5: a weak reference to an object that moves keeps the old address.</summary>
public sealed class WeakNotForwarded(ICollectorHost host, Predicate<Address>? isOld = null) : ReferenceProcessor(host, isOld)
{
    /// <inheritdoc/>
    protected override void Update(Address slot, Address referent, ITracer tracer)
    {
        if (!tracer.IsLive(referent))
        {
            base.Update(slot, referent, tracer);
        }
    }
}
