using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A4 on mark-sweep: objects with raw words are taken for data, and their fields are not visited.</summary>
public sealed class TreatsKindAsLeaf(ICollectorHost host) : MarkSweep(host)
{
    /// <inheritdoc/>
    protected override void Scan(Address address)
    {
        if (Objects.HeaderOf(address).RawWords == 0)
        {
            base.Scan(address);
        }
    }
}
