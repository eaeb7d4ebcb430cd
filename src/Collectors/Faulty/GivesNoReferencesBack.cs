using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>
/// Fault J2 on trial deletion: what is held from outside is painted black, but references that were taken on trial are not given back.
/// </summary>
public sealed class GivesNoReferencesBack(ICollectorHost host) : TrialDeletion(host)
{
    /// <inheritdoc/>
    protected override void GiveReference(Address child)
    {
        base.GiveReference(child);
        Objects.SetCollectorWord(child, Objects.CollectorWord(child) - 1);
    }
}
