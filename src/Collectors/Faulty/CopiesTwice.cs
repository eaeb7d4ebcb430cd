using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault G1 on semispace: a root does not ask whether its object has been copied.</summary>
public sealed class CopiesTwice(ICollectorHost host) : Semispace(host)
{
    /// <inheritdoc/>
    protected override void ScanRoots()
    {
        for (int i = 0; i < Host.Roots.Count; i++)
        {
            Address target = Heap.ReadReference(Host.Roots[i]);
            if (Fromspace.Contains(target))
            {
                Heap.WriteReference(Host.Roots[i], Evacuate(target));
            }
            else
            {
                Visit(Host.Roots[i]);
            }
        }
    }
}
