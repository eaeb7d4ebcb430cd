using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault K2 on deferred reference counting: an object to which a reference is counted stays in the zero count table.</summary>
public sealed class ZeroCountsKeepReferredTo(ICollectorHost host) : DeferredReferenceCounting(host)
{
    /// <inheritdoc/>
    protected override void Increment(Address address)
    {
        if (!address.IsNull)
        {
            Objects.SetCollectorWord(address, Objects.CollectorWord(address) + 1);
        }
    }
}
