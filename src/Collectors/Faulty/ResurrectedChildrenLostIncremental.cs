using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault F3 on incremental mark-sweep: an object is kept for its finalizer, what it refers to is not.</summary>
public sealed class ResurrectedChildrenLostIncremental(ICollectorHost host) : IncrementalMarkSweep(host)
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
