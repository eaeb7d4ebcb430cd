using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>
/// Fault H5 on trial deletion: objects without fields, which no cycle passes through, are not looked for among the garbage.
/// </summary>
public sealed class TrialDeletionSkipsTail(ICollectorHost host) : TrialDeletion(host)
{
    /// <inheritdoc/>
    protected override void TakeWhite(Address address)
    {
        if (Objects.HeaderOf(address).Fields > 0)
        {
            base.TakeWhite(address);
        }
    }
}
