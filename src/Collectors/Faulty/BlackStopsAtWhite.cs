using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault J6 on trial deletion: white objects that are found to be held from outside after all stay white.</summary>
public sealed class BlackStopsAtWhite(ICollectorHost host) : TrialDeletion(host)
{
    /// <inheritdoc/>
    protected override void GiveReference(Address child)
    {
        ulong word = Objects.CollectorWord(child);
        if (CountWord.ColourOf(word) == CountWord.White)
        {
            Objects.SetCollectorWord(child, word + 1);
        }
        else
        {
            base.GiveReference(child);
        }
    }
}
