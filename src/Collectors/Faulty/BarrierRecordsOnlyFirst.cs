using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault B3 on generational: the second entry of the remembered set is lost.</summary>
public sealed class BarrierRecordsOnlyFirst(ICollectorHost host) : Generational(host)
{
    /// <inheritdoc/>
    protected override void Remember(Address holder)
    {
        base.Remember(holder);
        if (RememberedSet.Count == 2)
        {
            RememberedSet.Pop();
        }
    }
}
