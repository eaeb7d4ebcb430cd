using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault D5 on mark-sweep: the sweep does not look at the cell behind one that it has freed.</summary>
public sealed class SweepSkipsAfterFree(ICollectorHost host) : MarkSweep(host)
{
    private bool _freedBefore;

    /// <inheritdoc/>
    public override bool Keep(Address address, Header header)
    {
        if (_freedBefore)
        {
            _freedBefore = false;
            Unmark(address);
            return true;
        }

        bool keep = base.Keep(address, header);
        _freedBefore = !keep;
        return keep;
    }
}
