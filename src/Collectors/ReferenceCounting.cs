using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>
/// Plain reference counting (Collins 1960; Handbook ch. 5): every reference, from roots too, is counted; an object whose count falls to zero is freed at once,
/// with what only it held. Garbage cycles and what hangs from them stay, and that is what it promises.
/// </summary>
public class ReferenceCounting : ICollector, ISweepPolicy
{
    private readonly AddressStack _zeros = new();
    private readonly WeakReferrers _weak;
    private TallyByGeneration _freed;

    /// <summary>Over a host's area.</summary>
    public ReferenceCounting(ICollectorHost host)
        : this(host, PromisesOver(host))
    {
    }

    /// <summary>Over a host's area, for a collector that does more.</summary>
    protected ReferenceCounting(ICollectorHost host, Promises promises)
    {
        ArgumentNullException.ThrowIfNull(host);
        Host = host;
        Heap = host.Heap;
        Objects = host.Objects;
        Space = new FreeListSpace(Heap, host.Area);
        _weak = new WeakReferrers(Heap);
        Promises = promises;
    }

    /// <inheritdoc/>
    public Promises Promises { get; }

    /// <summary>The host.</summary>
    protected ICollectorHost Host { get; }

    /// <summary>The heap.</summary>
    protected WordHeap Heap { get; }

    /// <summary>The object model.</summary>
    protected ObjectModel Objects { get; }

    /// <summary>Where objects live.</summary>
    protected FreeListSpace Space { get; }

    /// <inheritdoc/>
    public virtual Address Allocate(Shape shape)
    {
        int words = ObjectModel.WordsOf(shape);
        Address address = Space.Allocate(words);
        if (address.IsNull)
        {
            Space.Sweep(this);
            address = Space.Allocate(words);
        }

        if (!address.IsNull)
        {
            Objects.Initialise(address, shape);
        }

        return address;
    }

    /// <summary>Keeps everything: a sweep here only joins free cells.</summary>
    public virtual bool Keep(Address address, Header header) => true;

    /// <inheritdoc/>
    public virtual void Collect(CollectionRequest request) => Report(CollectionReason.Requested);

    /// <inheritdoc/>
    public void WriteBarrier(Address holder, Address slot, Address value)
    {
        if (slot == ObjectModel.FieldSlot(holder, 0) && StrongFrom(Objects.HeaderOf(holder)) > 0)
        {
            _weak.Replace(holder, Heap.ReadReference(slot), value);
        }
        else
        {
            ReplaceField(slot, value);
        }
    }

    /// <inheritdoc/>
    public void RootBarrier(Address slot, Address value) => Replace(slot, value);

    /// <inheritdoc/>
    public ObjectState Describe(Address address) => new(Count: CountWord.CountOf(Heap.Peek(address + 1)));

    /// <summary>What plain counting undertakes.</summary>
    protected static Promises PromisesOver(ICollectorHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return new()
        {
            UsableWords = host.Area.Words,
            FitSpace = host.Area,
            Completeness = Completeness.Acyclic,
            Immediate = true,
            Counts = CountedReferences.All,
            WeakReferences = true,
        };
    }

    /// <summary>The first field that is counted: a weak reference refers weakly by field 0.</summary>
    protected virtual int StrongFrom(Header holder) => holder.Kind == ObjectKind.Weak ? 1 : 0;

    /// <summary>A strong field is about to change.</summary>
    protected virtual void ReplaceField(Address slot, Address value) => Replace(slot, value);

    /// <summary>Counts the new reference before the old one is dropped: they may be the same.</summary>
    protected virtual void Replace(Address slot, Address value)
    {
        Address old = Heap.ReadReference(slot);
        Increment(value);
        Decrement(old);
    }

    /// <summary>Counts a reference to an object.</summary>
    protected virtual void Increment(Address address)
    {
        if (!address.IsNull)
        {
            Objects.SetCollectorWord(address, Objects.CollectorWord(address) + 1);
        }
    }

    /// <summary>Drops a reference to an object, and frees what that leaves without one. Iterative: a list may be long.</summary>
    protected void Decrement(Address address)
    {
        DropCount(address);
        while (_zeros.Count > 0)
        {
            Free(_zeros.Pop());
        }
    }

    /// <summary>Drops the references that an object holds, then frees it.</summary>
    protected virtual void Free(Address address)
    {
        Header header = Objects.HeaderOf(address);
        for (int i = StrongFrom(header); i < header.Fields; i++)
        {
            DropCount(Heap.ReadReference(ObjectModel.FieldSlot(address, i)));
        }

        ClearWeakReferences(address);
        Release(address, header);
    }

    /// <summary>Clears the weak references to an object.</summary>
    protected virtual void ClearWeakReferences(Address address) => _weak.ClearAll(address);

    /// <summary>Gives an object's cell back. As a weak reference it is forgotten.</summary>
    protected void Release(Address address, Header header)
    {
        if (StrongFrom(header) > 0)
        {
            _weak.Remove(address, Heap.ReadReference(ObjectModel.FieldSlot(address, 0)));
        }

        _freed[0] += new Tally(1, header.Words);
        Space.Free(address, header.Words);
    }

    /// <summary>Drops a reference to an object, which is to be freed if it was the last.</summary>
    protected virtual void DropCount(Address address)
    {
        if (address.IsNull)
        {
            return;
        }

        ulong count = Objects.CollectorWord(address) - 1;
        Objects.SetCollectorWord(address, count);
        if (count == 0)
        {
            FreeLater(address);
        }
    }

    /// <summary>Notes that an object is to be freed, as its count has fallen to zero.</summary>
    protected void FreeLater(Address address) => _zeros.Push(address);

    /// <summary>Reports a collection, and what was freed since the last.</summary>
    protected void Report(CollectionReason reason)
    {
        TallyByGeneration freed = _freed;
        _freed = default;
        Host.Collected(Summarise(reason, freed));
    }

    /// <summary>What is reported of a collection.</summary>
    protected virtual CollectionSummary Summarise(CollectionReason reason, in TallyByGeneration freed) =>
        new() { IsFull = true, Reason = reason, Freed = freed };
}
