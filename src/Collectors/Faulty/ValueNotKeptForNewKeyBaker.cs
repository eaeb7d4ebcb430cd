using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault E9 on Baker copying: the value of an ephemeron that gets another key is not looked at again.</summary>
public sealed class ValueNotKeptForNewKeyBaker(ICollectorHost host) : BakerCopying(host)
{
    /// <inheritdoc/>
    public override void WriteBarrier(Address holder, Address slot, Address value)
    {
    }
}
