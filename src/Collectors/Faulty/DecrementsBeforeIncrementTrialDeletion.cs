using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault H2 on trial deletion: the old reference is dropped before the new one is counted, and they may be the same.</summary>
public sealed class DecrementsBeforeIncrementTrialDeletion(ICollectorHost host) : TrialDeletion(host)
{
    /// <inheritdoc/>
    protected override void Replace(Address slot, Address value)
    {
        Decrement(Heap.ReadReference(slot));
        Increment(value);
    }
}
