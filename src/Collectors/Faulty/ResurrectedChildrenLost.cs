using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault F3: an object is kept for its finalizer, what it refers to is not.</summary>
public sealed class ResurrectedChildrenLost(ICollectorHost host, Predicate<Address>? isOld = null) : ReferenceProcessor(host, isOld)
{
    /// <inheritdoc/>
    protected override void KeepPending(ITracer tracer)
    {
        WordRange pending = Host.Roots.Pending;
        for (int slot = pending.Start; slot < pending.End; slot++)
        {
            tracer.Visit(new(slot));
        }
    }
}
