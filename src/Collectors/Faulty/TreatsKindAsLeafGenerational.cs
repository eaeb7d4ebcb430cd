using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>
/// Fault A4 on generational: objects with raw words are taken for data, and the minor collection does not visit their fields.
/// </summary>
public sealed class TreatsKindAsLeafGenerational(ICollectorHost host) : Generational(host)
{
    /// <inheritdoc/>
    protected override bool Scan(Address address) => Objects.HeaderOf(address).RawWords == 0 && base.Scan(address);
}
