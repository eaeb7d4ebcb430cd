using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault C5 on cpython: generation 0 is collected one allocation late.</summary>
public sealed class ThresholdOffByOneCPython(ICollectorHost host) : CPythonScheme(host)
{
    /// <inheritdoc/>
    protected override bool IsDue(int generation) =>
        base.IsDue(generation) && (generation > 0 || CountOf(0) > Host.ThresholdOf(0));
}
