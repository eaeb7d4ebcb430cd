using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>
/// Fault K3 on deferred reference counting: an object whose count has risen and fallen is not entered in the zero count table again.
/// </summary>
public sealed class ZeroCountsTakeOnlyNew(ICollectorHost host) : DeferredReferenceCounting(host)
{
    private bool _isNew;

    /// <inheritdoc/>
    protected override void EnterNew(Address address)
    {
        _isNew = true;
        base.EnterNew(address);
        _isNew = false;
    }

    /// <inheritdoc/>
    protected override void EnterZero(Address address, ulong word)
    {
        if (_isNew)
        {
            base.EnterZero(address, word);
        }
        else
        {
            Objects.SetCollectorWord(address, word);
        }
    }
}
