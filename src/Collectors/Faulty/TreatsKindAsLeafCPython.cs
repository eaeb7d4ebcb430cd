using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A4 on cpython: the references of objects with raw words are not subtracted.</summary>
public sealed class TreatsKindAsLeafCPython(ICollectorHost host) : CPythonScheme(host)
{
    /// <inheritdoc/>
    protected override void SubtractFrom(Address address)
    {
        if (Objects.HeaderOf(address).RawWords == 0)
        {
            base.SubtractFrom(address);
        }
    }
}
