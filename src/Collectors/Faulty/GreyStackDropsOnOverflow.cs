using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A6 on incremental mark-sweep: at 64 entries the grey stack drops further ones, and nobody is told.</summary>
public sealed class GreyStackDropsOnOverflow(ICollectorHost host) : IncrementalMarkSweep(host)
{
    private const int Capacity = 64;

    /// <inheritdoc/>
    protected override void Push(Address address)
    {
        if (GreyStack.Count < Capacity)
        {
            base.Push(address);
        }
    }
}
