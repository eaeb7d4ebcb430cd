using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault F5 on generational: finalizers are due before the remembered objects have been scanned.</summary>
public sealed class FinalizesReachableGenerational(ICollectorHost host) : Generational(host)
{
    /// <inheritdoc/>
    protected override void ScanRemembered()
    {
        Drain();
        References.Process(this, young: true);
        base.ScanRemembered();
    }
}
