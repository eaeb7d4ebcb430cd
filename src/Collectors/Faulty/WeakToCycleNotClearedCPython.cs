using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault E1 on cpython: weak references to what lies on garbage cycles are not cleared.</summary>
public sealed class WeakToCycleNotClearedCPython(ICollectorHost host) : CPythonScheme(host)
{
    private bool _breakingCycles;

    /// <inheritdoc/>
    protected override void ClearWeakReferencesTo(int list)
    {
    }

    /// <inheritdoc/>
    protected override void ClearWeakReferences(Address address)
    {
        if (!_breakingCycles)
        {
            base.ClearWeakReferences(address);
        }
    }

    /// <inheritdoc/>
    protected override void DeleteGarbage(int list)
    {
        _breakingCycles = true;
        base.DeleteGarbage(list);
        _breakingCycles = false;
    }
}
