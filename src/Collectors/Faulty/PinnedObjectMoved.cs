using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault Q1 on mark-compact: pinned objects slide like all others.</summary>
public sealed class PinnedObjectMoved(ICollectorHost host) : MarkCompact(host)
{
    /// <inheritdoc/>
    protected override bool IsPinned(Address address) => false;
}
