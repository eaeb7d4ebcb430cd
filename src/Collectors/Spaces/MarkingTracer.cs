using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Spaces;

/// <summary>
/// A trace of all generations that marks, by a flag in the collector's word, and moves nothing. Who sweeps or copies takes the marks
/// back.
/// </summary>
public sealed class MarkingTracer(WordHeap heap, ObjectModel objects, ReferenceProcessor references) : ITracer
{
    private readonly AddressStack _markStack = new();

    /// <inheritdoc/>
    public bool IsLive(Address address) => (objects.CollectorWord(address) & CollectorWord.Marked) != 0;

    /// <inheritdoc/>
    public Address Current(Address address) => address;

    /// <summary>Marks what a slot refers to, once.</summary>
    public void Visit(Address slot)
    {
        Address target = heap.ReadReference(slot);
        if (target.IsNull)
        {
            return;
        }

        ulong word = objects.CollectorWord(target);
        if ((word & CollectorWord.Marked) == 0)
        {
            objects.SetCollectorWord(target, word | CollectorWord.Marked);
            references.Reached(target);
            _markStack.Push(target);
        }
    }

    /// <summary>Scans until every marked object has been scanned, the values of ephemerons included.</summary>
    public void Drain()
    {
        do
        {
            while (_markStack.Count > 0)
            {
                Scan(_markStack.Pop());
            }
        }
        while (references.VisitReady(this));
    }

    private void Scan(Address address)
    {
        Header header = objects.HeaderOf(address);
        if (header.Kind is ObjectKind.Weak or ObjectKind.Ephemeron)
        {
            references.Discover(address, header, this);
            return;
        }

        for (int i = 0; i < header.Fields; i++)
        {
            Visit(ObjectModel.FieldSlot(address, i));
        }
    }
}
