using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault B5 on trial deletion: a store into a field drops a reference to the new value, not to the old one.</summary>
public sealed class BarrierReadsNewValueTrialDeletion(ICollectorHost host) : TrialDeletion(host)
{
    /// <inheritdoc/>
    protected override void ReplaceField(Address slot, Address value)
    {
        Increment(value);
        Decrement(value);
    }
}
