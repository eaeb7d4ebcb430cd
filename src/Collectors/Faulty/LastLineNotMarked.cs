using GcVerify.Collectors.Spaces;
using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault R1 on mark-region: of an object that lies in several lines the last one is not marked.</summary>
public sealed class LastLineNotMarked(ICollectorHost host) : MarkRegion(host)
{
    /// <inheritdoc/>
    protected override void MarkLines(Address address, int words)
    {
        int beforeLastLine = words - ((address + (words - 1)).Value % LineSpace.LineWords) - 1;
        base.MarkLines(address, beforeLastLine > 0 ? beforeLastLine : words);
    }
}
