using GcVerify.Collectors.Spaces;
using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault F2: the second of the objects that are found dead together is not finalized.</summary>
public sealed class NeverFinalizes(ICollectorHost host, Predicate<Address>? isOld = null) : ReferenceProcessor(host, isOld)
{
    private int _enqueued;

    /// <inheritdoc/>
    public override bool ProcessDead(ITracer tracer, bool young = false)
    {
        _enqueued = 0;
        return base.ProcessDead(tracer, young);
    }

    /// <inheritdoc/>
    protected override void Enqueue(Address address)
    {
        if (++_enqueued != 2)
        {
            base.Enqueue(address);
        }
    }
}
