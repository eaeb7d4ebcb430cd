using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault K4 on deferred reference counting: at 64 entries the zero count table drops further ones, and nobody is told.</summary>
public sealed class ZeroCountsDropOnOverflow(ICollectorHost host) : DeferredReferenceCounting(host)
{
    private const int Capacity = 64;

    /// <inheritdoc/>
    protected override void EnterZero(Address address, ulong word)
    {
        if (ZeroCounts.Count < Capacity)
        {
            base.EnterZero(address, word);
        }
        else
        {
            Objects.SetCollectorWord(address, word);
        }
    }
}
