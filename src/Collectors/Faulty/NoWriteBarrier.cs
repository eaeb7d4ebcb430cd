using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault B2 on generational: stores of young references into old objects are not remembered.</summary>
public sealed class NoWriteBarrier(ICollectorHost host) : Generational(host)
{
    /// <inheritdoc/>
    public override void WriteBarrier(Address holder, Address slot, Address value)
    {
    }
}
