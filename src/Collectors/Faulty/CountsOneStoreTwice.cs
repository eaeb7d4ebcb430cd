using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault H1 on reference counting: a store into a field counts its reference twice.</summary>
public sealed class CountsOneStoreTwice(ICollectorHost host) : ReferenceCounting(host)
{
    /// <inheritdoc/>
    protected override void ReplaceField(Address slot, Address value)
    {
        Increment(value);
        Replace(slot, value);
    }
}
