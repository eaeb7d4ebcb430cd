using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault H5 on cpython: where a cycle is broken, references to objects without fields are not dropped.</summary>
public sealed class KeepsTailOfCycle(ICollectorHost host) : CPythonScheme(host)
{
    private bool _breakingCycles;

    /// <inheritdoc/>
    protected override void ClearFields(Address address)
    {
        _breakingCycles = true;
        base.ClearFields(address);
        _breakingCycles = false;
    }

    /// <inheritdoc/>
    protected override void DropField(Address holder, Header header, int index, Address referent)
    {
        if (!_breakingCycles || referent.IsNull || Objects.HeaderOf(referent).Fields > 0)
        {
            base.DropField(holder, header, index, referent);
        }
    }
}
