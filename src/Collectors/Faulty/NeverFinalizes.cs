using GcVerify.Collectors.Spaces;
using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault F2: the second of the objects that are found dead together is not finalized.</summary>
public sealed class NeverFinalizes(ICollectorHost host, Predicate<Address>? isOld = null) : ReferenceProcessor(host, isOld)
{
    private int _enqueued;

    /// <inheritdoc/>
    public override void Process(ITracer tracer, bool young = false)
    {
        _enqueued = 0;
        base.Process(tracer, young);
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
