using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A5 on card-marking: the last root keeps the address that its object had before it was copied.</summary>
public sealed class RootNotUpdatedCardMarking(ICollectorHost host) : CardMarking(host)
{
    /// <inheritdoc/>
    protected override void ScanRoots()
    {
        Address last = Host.Roots[Host.Roots.Count - 1];
        Address before = Heap.ReadReference(last);
        base.ScanRoots();
        Heap.WriteReference(last, before);
    }
}
