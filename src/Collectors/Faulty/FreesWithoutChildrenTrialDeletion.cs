using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault H3 on trial deletion: the references that an object held which counting frees are not dropped.</summary>
public sealed class FreesWithoutChildrenTrialDeletion(ICollectorHost host) : TrialDeletion(host)
{
    /// <inheritdoc/>
    protected override void Free(Address address)
    {
        Unbuffer(address);
        ClearWeakReferences(address);
        Release(address, Objects.HeaderOf(address));
    }
}
