using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault J1 on trial deletion: that a freed object referred to it does not make an object a possible root.</summary>
public sealed class PossibleRootMissed(ICollectorHost host) : TrialDeletion(host)
{
    private bool _freeing;

    /// <inheritdoc/>
    protected override void Free(Address address)
    {
        _freeing = true;
        base.Free(address);
        _freeing = false;
    }

    /// <inheritdoc/>
    protected override void PossibleRoot(Address address, ulong word)
    {
        if (_freeing)
        {
            Objects.SetCollectorWord(address, word);
        }
        else
        {
            base.PossibleRoot(address, word);
        }
    }
}
