using GcVerify.Collectors.Spaces;
using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault E2: weak references are cleared before the values of ephemerons have been traced.</summary>
public sealed class WeakClearedEarly(ICollectorHost host, Predicate<Address>? isOld = null) : ReferenceProcessor(host, isOld)
{
    /// <inheritdoc/>
    public override bool VisitNextReady(ITracer tracer)
    {
        if (HasReady)
        {
            UpdateDiscovered(tracer);
        }

        return base.VisitNextReady(tracer);
    }
}
