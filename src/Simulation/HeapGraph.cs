using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Simulation;

/// <summary>The object graph as the heap holds it, for expanding compound operations; a handle is an address.</summary>
internal sealed class HeapGraph(WordHeap heap, MutatorMachine machine) : IObjectGraph
{
    /// <summary>Set for each run.</summary>
    public ICollector Collector { get; set; } = null!;

    public int HandleAt(Root root)
    {
        Address slot = machine.SlotOf(root.Code);
        return slot.IsNull ? 0 : Resolve(slot);
    }

    public Shape ShapeOf(int handle)
    {
        var header = new Header(heap.Peek(new(handle)));
        return header.Kind == ObjectKind.Finalizable
            ? header.Shape with { Finalizer = machine.FinalizerOf(header.Number) }
            : header.Shape;
    }

    public int FieldOf(int handle, int field) => Resolve(ObjectModel.FieldSlot(new(handle), field));

    public long RawOf(int handle, int index)
    {
        var address = new Address(handle);
        return unchecked((long)heap.Peek(ObjectModel.RawSlot(address, new Header(heap.Peek(address)), index)));
    }

    private int Resolve(Address slot)
    {
        Address reference = Address.FromWord(heap.Peek(slot));
        Address address = reference.IsNull ? reference : Collector.Resolve(reference);
        return heap.IsObjectStart(address) ? address.Value : 0;
    }
}
