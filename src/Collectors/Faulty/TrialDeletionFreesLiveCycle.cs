using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault H4 on trial deletion: references from outside that are left after marking are not looked at.</summary>
public sealed class TrialDeletionFreesLiveCycle(ICollectorHost host) : TrialDeletion(host)
{
    /// <inheritdoc/>
    protected override void Scan(Address address)
    {
        if (CountWord.ColourOf(Objects.CollectorWord(address)) == CountWord.Grey)
        {
            Whiten(address);
        }
    }
}
