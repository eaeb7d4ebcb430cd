using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>
/// Fault J4 on trial deletion: what is white below one possible root is freed before the next is looked at, which may refer to it.
/// </summary>
public sealed class FreesBeforeAllIsFound(ICollectorHost host) : TrialDeletion(host)
{
    /// <inheritdoc/>
    protected override void CollectWhite(Address root)
    {
        base.CollectWhite(root);
        ClearWeakReferencesToGarbage();
        FreeGarbage();
    }
}
