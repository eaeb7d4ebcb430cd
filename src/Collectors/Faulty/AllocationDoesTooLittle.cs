using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault D7 on Baker copying: an allocation does one word of work, whatever its size.</summary>
public sealed class AllocationDoesTooLittle(ICollectorHost host) : BakerCopying(host)
{
    /// <inheritdoc/>
    protected override int WorkFor(int words) => 1;
}
