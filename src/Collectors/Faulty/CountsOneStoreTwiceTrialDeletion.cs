using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault H1 on trial deletion: a store into a field counts its reference twice.</summary>
public sealed class CountsOneStoreTwiceTrialDeletion(ICollectorHost host) : TrialDeletion(host)
{
    /// <inheritdoc/>
    protected override void ReplaceField(Address slot, Address value)
    {
        Increment(value);
        Replace(slot, value);
    }
}
