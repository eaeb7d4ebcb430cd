using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault D3 on mark-sweep: a survivor's mark counts in the next sweep too.</summary>
public sealed class MarkBitNotReset(ICollectorHost host) : MarkSweep(host)
{
    private const ulong MarkedBefore = 2;

    /// <inheritdoc/>
    public override bool Keep(Address address, Header header)
    {
        if (Objects.CollectorWord(address) == MarkedBefore)
        {
            base.Unmark(address);
            return true;
        }

        return base.Keep(address, header);
    }

    /// <inheritdoc/>
    protected override void Unmark(Address address) => Objects.SetCollectorWord(address, MarkedBefore);
}
