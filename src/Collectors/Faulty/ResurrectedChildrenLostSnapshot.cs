using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault F3 on snapshot mark-sweep: an object is kept for its finalizer, what it refers to is not.</summary>
public sealed class ResurrectedChildrenLostSnapshot(ICollectorHost host) : SnapshotMarkSweep(host)
{
    /// <inheritdoc/>
    protected override void ReferencesProcessed()
    {
        base.ReferencesProcessed();
        while (GreyStack.Count > 0)
        {
            Blacken(GreyStack.Pop());
        }
    }
}
