using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>
/// Mark-sweep (McCarthy 1960; Handbook ch. 2): marks what the roots reach with an explicit mark stack, the mark in the header, then sweeps all cells
/// and joins the free ones. Collects when so many words were allocated, and when an allocation does not fit.
/// </summary>
public class MarkSweep : ICollector, ISweepPolicy, ITracer
{
    /// <summary>The collector's word of a marked object.</summary>
    protected const ulong Marked = 1;
    private const int ThresholdWords = 512;

    private readonly AddressStack _markStack = new();
    private readonly Pacer _pacer;
    private TallyByGeneration _freed;

    /// <summary>Over a host's area, with its own treatment of weak references and finalizers or the one given.</summary>
    public MarkSweep(ICollectorHost host, ReferenceProcessor? references = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        Host = host;
        Heap = host.Heap;
        Objects = host.Objects;
        Space = new FreeListSpace(Heap, host.Area);
        References = references ?? new ReferenceProcessor(host);
        Promises = new()
        {
            UsableWords = host.Area.Words,
            FitSpace = host.Area,
            WeakReferences = true,
            Ephemerons = true,
            Finalizers = true,
            FinalizationOrder = FinalizationOrder.Allocation,
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

    /// <summary>Weak references and finalizers.</summary>
    protected ReferenceProcessor References { get; }

    /// <summary>Marked objects whose fields have not been visited.</summary>
    protected AddressStack MarkStack => _markStack;

    /// <inheritdoc/>
    public Address Allocate(Shape shape)
    {
        int words = ObjectModel.WordsOf(shape);
        if (_pacer.Due() >= 0)
        {
            Collect(CollectionReason.Threshold);
        }

        Address address = Space.Allocate(words);
        if (address.IsNull && Host.AutomaticCollection)
        {
            Collect(CollectionReason.Exhaustion);
            address = Space.Allocate(words);
        }

        if (!address.IsNull)
        {
            Objects.Initialise(address, shape);
            References.Register(address, shape);
            _pacer.Allocated(words);
        }

        return address;
    }

    /// <inheritdoc/>
    public void Collect(CollectionRequest request) => Collect(CollectionReason.Requested);

    /// <summary>Whether a swept object stays; its mark is taken back for the next collection.</summary>
    public virtual bool Keep(Address address, Header header)
    {
        if (Objects.CollectorWord(address) == Marked)
        {
            Unmark(address);
            return true;
        }

        _freed[0] += new Tally(1, header.Words);
        return false;
    }

    /// <summary>Marks what each root refers to.</summary>
    protected virtual void MarkRoots()
    {
        for (int i = 0; i < Host.Roots.Count; i++)
        {
            Visit(Host.Roots[i]);
            Drain();
        }
    }

    /// <summary>Scans until every marked object has been scanned.</summary>
    public void Drain()
    {
        do
        {
            while (_markStack.Count > 0)
            {
                Scan(_markStack.Pop());
            }
        }
        while (References.VisitReady(this));
    }

    /// <summary>Marks what a slot refers to, once.</summary>
    public virtual void Visit(Address slot)
    {
        Address target = Heap.ReadReference(slot);
        if (!target.IsNull && !IsLive(target))
        {
            Objects.SetCollectorWord(target, Marked);
            References.Reached(target);
            Push(target);
        }
    }

    /// <summary>Whether an object is marked.</summary>
    public bool IsLive(Address address) => Objects.CollectorWord(address) == Marked;

    /// <inheritdoc/>
    public Address Current(Address address) => address;

    /// <summary>Puts a marked object on the mark stack.</summary>
    protected virtual void Push(Address target) => _markStack.Push(target);

    /// <summary>Visits the fields of a marked object.</summary>
    protected virtual void Scan(Address address)
    {
        Header header = Objects.HeaderOf(address);
        if (header.Kind is ObjectKind.Weak or ObjectKind.Ephemeron)
        {
            References.Discover(address, header, this);
            return;
        }

        for (int i = 0; i < header.Fields; i++)
        {
            Visit(ObjectModel.FieldSlot(address, i));
        }
    }

    /// <summary>Frees what is not marked.</summary>
    protected virtual void Sweep() => Space.Sweep(this);

    /// <summary>Takes the mark back from a survivor.</summary>
    protected virtual void Unmark(Address address) => Objects.SetCollectorWord(address, 0);

    /// <summary>What is reported of a collection.</summary>
    protected virtual CollectionSummary Summarise(CollectionReason reason, in TallyByGeneration freed) =>
        new() { IsFull = true, Reason = reason, Freed = freed };

    private void Collect(CollectionReason reason)
    {
        _freed = default;
        MarkRoots();
        References.Process(this);
        Sweep();
        _pacer.Collected(0);
        Host.Collected(Summarise(reason, _freed));
    }
}
