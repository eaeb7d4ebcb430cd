using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>
/// Deferred reference counting (Deutsch and Bobrow 1976; Handbook 5.3): only the references in objects are counted, so that roots cost
/// nothing. An object whose count is zero, as that of every new one is, is in the zero count table: a root may refer to it. A collection,
/// at a safepoint, counts the references in roots for a moment and frees what is in the table then. Collects when so many words were
/// allocated, and when an allocation does not fit. Garbage cycles and what hangs from them stay. Weak references are not counted.
/// </summary>
public class DeferredReferenceCounting : ICollector, ISweepPolicy
{
    private const int ThresholdWords = 512;

    private readonly Pacer _pacer;
    private readonly WeakReferrers _weak;
    private TallyByGeneration _freed;

    /// <summary>Over a host's area.</summary>
    public DeferredReferenceCounting(ICollectorHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        Host = host;
        Heap = host.Heap;
        Objects = host.Objects;
        Space = new FreeListSpace(Heap, host.Area);
        ZeroCounts = new ObjectBuffer(Objects);
        _weak = new WeakReferrers(Heap);
        Promises = new()
        {
            UsableWords = host.Area.Words,
            FitSpace = host.Area,
            Completeness = Completeness.Acyclic,
            Counts = CountedReferences.FromObjects,
            WeakReferences = true,
            Thresholds = [new(ThresholdUnit.AllocatedWords, ThresholdWords)],
        };
        _pacer = new Pacer(host, Promises.Thresholds);
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

    /// <summary>The zero count table: the objects whose count is zero.</summary>
    protected ObjectBuffer ZeroCounts { get; }

    /// <inheritdoc/>
    public Address Allocate(Shape shape)
    {
        int words = ObjectModel.WordsOf(shape);
        if (_pacer.Due() >= 0)
        {
            Collect(CollectionReason.Threshold);
        }

        Address address = Fit(words);
        if (address.IsNull && Host.AutomaticCollection)
        {
            Collect(CollectionReason.Exhaustion);
            address = Fit(words);
        }

        if (!address.IsNull)
        {
            Objects.Initialise(address, shape);
            EnterNew(address);
            _pacer.Allocated(words);
        }

        return address;
    }

    /// <summary>Keeps everything: a sweep here only joins free cells.</summary>
    public virtual bool Keep(Address address, Header header) => true;

    /// <inheritdoc/>
    public void Collect(CollectionRequest request) => Collect(CollectionReason.Requested);

    /// <inheritdoc/>
    public virtual void WriteBarrier(Address holder, Address slot, Address value)
    {
        Address old = Heap.ReadReference(slot);
        if (slot == ObjectModel.FieldSlot(holder, 0) && StrongFrom(Objects.HeaderOf(holder)) > 0)
        {
            _weak.Replace(holder, old, value);
            return;
        }

        Increment(value);
        Decrement(old);
    }

    /// <inheritdoc/>
    public ObjectState Describe(Address address) => new(Count: CountWord.CountOf(Heap.Peek(address + 1)));

    /// <summary>Enters a new object, to which no object refers, in the table.</summary>
    protected virtual void EnterNew(Address address) => EnterZero(address, 0);

    /// <summary>Counts a reference to an object; if it is the first one, the object leaves the table.</summary>
    protected virtual void Increment(Address address)
    {
        if (!address.IsNull)
        {
            ulong word = Objects.CollectorWord(address);
            Objects.SetCollectorWord(address, (ObjectBuffer.Holds(word) ? ZeroCounts.Remove(word) : word) + 1);
        }
    }

    /// <summary>Drops a reference to an object; if it was the last one, the object enters the table. Frees nothing.</summary>
    protected virtual void Decrement(Address address)
    {
        if (address.IsNull)
        {
            return;
        }

        ulong word = Objects.CollectorWord(address) - 1;
        if (CountWord.CountOf(word) == 0)
        {
            EnterZero(address, word);
        }
        else
        {
            Objects.SetCollectorWord(address, word);
        }
    }

    /// <summary>Enters an object in the table.</summary>
    /// <param name="address">An object whose count is zero.</param>
    /// <param name="word">Its collector's word, yet to be written.</param>
    protected virtual void EnterZero(Address address, ulong word) => Objects.SetCollectorWord(address, ZeroCounts.Add(address, word));

    /// <summary>Counts the references in roots, or drops them again.</summary>
    protected virtual void CountRoots(bool add)
    {
        for (int i = 0; i < Host.Roots.Count; i++)
        {
            CountRoot(Host.Roots[i], add);
        }
    }

    /// <summary>Counts the reference in a root, or drops it again.</summary>
    protected void CountRoot(Address slot, bool add)
    {
        Address target = Heap.ReadReference(slot);
        if (add)
        {
            Increment(target);
        }
        else
        {
            Decrement(target);
        }
    }

    /// <summary>Frees what is in the table, and what enters it for that. Iterative: a list may be long.</summary>
    protected virtual void SweepZeroCounts()
    {
        while (ZeroCounts.Count > 0)
        {
            Address address = ZeroCounts[ZeroCounts.Count - 1];
            ZeroCounts.Remove(Objects.CollectorWord(address));
            Free(address);
        }
    }

    /// <summary>Drops the references that an object holds, then frees it.</summary>
    protected virtual void Free(Address address)
    {
        Header header = Objects.HeaderOf(address);
        foreach (Address child in new FieldReferences(Heap, address, header.Fields, StrongFrom(header)))
        {
            Decrement(child);
        }

        ClearWeakReferences(address);
        Release(address, header);
    }

    /// <summary>The first field that is counted: a weak reference refers weakly by field 0.</summary>
    protected virtual int StrongFrom(Header holder) => holder.Kind == ObjectKind.Weak ? 1 : 0;

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

    /// <summary>What is reported of a collection.</summary>
    protected virtual CollectionSummary Summarise(CollectionReason reason, in TallyByGeneration freed) =>
        new() { IsFull = true, Reason = reason, Freed = freed };

    /// <summary>Reconciles counts with roots: the references in them count as long as the table is swept.</summary>
    private void Collect(CollectionReason reason)
    {
        _freed = default;
        CountRoots(add: true);
        SweepZeroCounts();
        CountRoots(add: false);
        _pacer.Collected(0);
        Host.Collected(Summarise(reason, _freed));
    }

    private Address Fit(int words)
    {
        Address address = Space.Allocate(words);
        if (address.IsNull)
        {
            Space.Sweep(this);
            address = Space.Allocate(words);
        }

        return address;
    }
}
