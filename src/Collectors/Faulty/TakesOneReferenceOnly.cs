using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>
/// Fault J5 on trial deletion: of several references to an object only the one over which it is reached first is taken on trial.
/// </summary>
public sealed class TakesOneReferenceOnly(ICollectorHost host) : TrialDeletion(host)
{
    /// <inheritdoc/>
    protected override void TakeReference(Address child)
    {
        if (CountWord.ColourOf(Objects.CollectorWord(child)) != CountWord.Grey)
        {
            base.TakeReference(child);
        }
    }
}
