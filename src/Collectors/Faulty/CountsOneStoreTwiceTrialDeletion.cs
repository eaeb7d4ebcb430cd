using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault H1 on trial deletion: a store into a field counts its reference twice.</summary>
public sealed class CountsOneStoreTwiceTrialDeletion(ICollectorHost host) : TrialDeletion(host)
{
    /// <inheritdoc/>
    public override void WriteBarrier(Address holder, Address slot, Address value)
    {
        Increment(value);
        Replace(slot, value);
    }
}
