using GcVerify.Collectors.Spaces;
using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault F1: an object whose finalizer is due stays registered.</summary>
public sealed class FinalizesTwice(ICollectorHost host, Predicate<Address>? isOld = null) : ReferenceProcessor(host, isOld)
{
    private readonly AddressStack _enqueued = new();

    /// <inheritdoc/>
    protected override void Enqueue(Address address)
    {
        base.Enqueue(address);
        _enqueued.Push(address);
    }

    /// <inheritdoc/>
    protected override void KeepPending(ITracer tracer)
    {
        base.KeepPending(tracer);
        for (int i = 0; i < _enqueued.Count; i++)
        {
            Add(tracer.Current(_enqueued[i]));
        }

        _enqueued.Truncate(0);
    }
}
