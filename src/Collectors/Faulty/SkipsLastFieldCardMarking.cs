using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A3 on card-marking: the last field of a copy is not visited.</summary>
public sealed class SkipsLastFieldCardMarking(ICollectorHost host) : CardMarking(host)
{
    /// <inheritdoc/>
    protected override void Scan(Address address)
    {
        Header header = Objects.HeaderOf(address);
        ScanFields(address, header, 0, header.Fields - 1, GenerationOf(address));
    }
}
