using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault C3 on card-marking: the weak references on dirty cards are not cleared.</summary>
public sealed class OldWeakNotClearedCardMarking(ICollectorHost host) : CardMarking(host)
{
    /// <inheritdoc/>
    protected override void ScanPart(Address address, Header header, Address from, Address end, int generation)
    {
        if (header.Kind != ObjectKind.Weak)
        {
            base.ScanPart(address, header, from, end, generation);
        }
    }
}
