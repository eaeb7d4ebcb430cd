using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A5 on mark-compact: the last root that refers to something keeps the old address.</summary>
public sealed class RootNotUpdatedMarkCompact(ICollectorHost host) : MarkCompact(host)
{
    /// <inheritdoc/>
    protected override void UpdateRoots()
    {
        int last = Host.Roots.Count - 1;
        while (last > 0 && Heap.ReadReference(Host.Roots[last]).IsNull)
        {
            last--;
        }

        Address old = Heap.ReadReference(Host.Roots[last]);
        base.UpdateRoots();
        Heap.WriteReference(Host.Roots[last], old);
    }
}
