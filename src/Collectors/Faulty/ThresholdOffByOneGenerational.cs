using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault C5 on generational: the old generation is collected one collection late.</summary>
public sealed class ThresholdOffByOneGenerational(ICollectorHost host) : Generational(host)
{
    private bool _late;

    /// <inheritdoc/>
    protected override int Due()
    {
        int due = base.Due();
        _late = due == 1 && !_late;
        return _late ? 0 : due;
    }
}
