using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A5 on semispace: the last root that refers to something keeps the old address.</summary>
public sealed class RootNotUpdatedSemispace(ICollectorHost host) : Semispace(host)
{
    /// <inheritdoc/>
    protected override void ScanRoots()
    {
        int last = Host.Roots.Count - 1;
        while (last > 0 && Heap.ReadReference(Host.Roots[last]).IsNull)
        {
            last--;
        }

        Address old = Heap.ReadReference(Host.Roots[last]);
        base.ScanRoots();
        Heap.WriteReference(Host.Roots[last], old);
    }
}
