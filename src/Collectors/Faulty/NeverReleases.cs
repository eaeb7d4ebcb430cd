using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A7 on mark-sweep: the sweep keeps everything.</summary>
public sealed class NeverReleases(ICollectorHost host) : MarkSweep(host)
{
    /// <inheritdoc/>
    public override bool Keep(Address address, Header header)
    {
        Unmark(address);
        return true;
    }
}
