using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A5 on mark-region: the last root keeps the address that its object had before it was evacuated.</summary>
public sealed class RootNotUpdatedMarkRegion(ICollectorHost host) : MarkRegion(host)
{
    /// <inheritdoc/>
    protected override void MarkRoots()
    {
        Address last = Host.Roots[Host.Roots.Count - 1];
        Address before = Heap.ReadReference(last);
        base.MarkRoots();
        Heap.WriteReference(last, before);
    }
}
