using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault C1 on generational: the remembered set is empty after each minor collection, though old objects still refer to young ones.</summary>
public sealed class RememberedSetClearedTooEarly(ICollectorHost host) : Generational(host)
{
    /// <inheritdoc/>
    protected override void ScanRemembered()
    {
        base.ScanRemembered();
        while (RememberedSet.Count > 0)
        {
            Forget(RememberedSet.Pop());
        }
    }
}
