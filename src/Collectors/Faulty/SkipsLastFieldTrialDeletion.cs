using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A3 on trial deletion: the last field of an object is not traced, by any of the passes.</summary>
public sealed class SkipsLastFieldTrialDeletion(ICollectorHost host) : TrialDeletion(host)
{
    /// <inheritdoc/>
    protected override FieldReferences ReferencesOf(Address address) => new(Heap, address, Objects.HeaderOf(address).Fields - 1);
}
