using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault C5 on card-marking: generation 1 is collected one collection late.</summary>
public sealed class ThresholdOffByOneCardMarking(ICollectorHost host) : CardMarking(host)
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
