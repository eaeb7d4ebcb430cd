using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A3 on card-marking: the last field of a copy is not visited.</summary>
public sealed class SkipsLastFieldCardMarking(ICollectorHost host) : CardMarking(host)
{
    /// <inheritdoc/>
    protected override void Scan(Address address)
    {
        int fields = Objects.HeaderOf(address).Fields, generation = GenerationOf(address);
        for (int i = 0; i < fields - 1; i++)
        {
            VisitField(ObjectModel.FieldSlot(address, i), generation);
        }
    }
}
