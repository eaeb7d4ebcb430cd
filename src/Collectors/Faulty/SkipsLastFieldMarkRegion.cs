using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A3 on mark-region: the last field of an object is not visited.</summary>
public sealed class SkipsLastFieldMarkRegion(ICollectorHost host) : MarkRegion(host)
{
    /// <inheritdoc/>
    protected override void Scan(Address address)
    {
        Header header = Objects.HeaderOf(address);
        for (int i = 0; i < header.Fields - 1; i++)
        {
            Visit(ObjectModel.FieldSlot(address, i));
        }
    }
}
