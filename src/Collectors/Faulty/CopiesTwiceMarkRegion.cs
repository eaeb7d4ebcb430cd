using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault G1 on mark-region: a root does not look whether its object has been evacuated already.</summary>
public sealed class CopiesTwiceMarkRegion(ICollectorHost host) : MarkRegion(host)
{
    /// <inheritdoc/>
    public override void Visit(Address slot)
    {
        Address target = Heap.ReadReference(slot);
        bool isRoot = slot.Value < Host.Area.Start;
        if (isRoot && !target.IsNull && (Objects.CollectorWord(target) & CollectorWord.Forwarded) != 0)
        {
            Heap.WriteReference(slot, Mark(target));
            return;
        }

        base.Visit(slot);
    }
}
