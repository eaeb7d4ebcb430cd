using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>
/// Mark-compact with the Lisp 2 algorithm (Handbook 3.2): marks what the roots reach, then slides it to the bottom of the heap in three
/// passes (<c>MarkCompact.Compaction.cs</c>). Objects keep their order; pinned ones stay where they are, and the others are laid around
/// them. Allocation moves a pointer up behind the last object.
/// </summary>
public partial class MarkCompact : ICollector, ITracer
{
    private const int ThresholdWords = 512;

    private readonly AddressStack _markStack = new();
    private readonly Pacer _pacer;
    private TallyByGeneration _freed;

    /// <summary>Over a host's area, with its own treatment of weak references and finalizers or the one given.</summary>
    public MarkCompact(ICollectorHost host, ReferenceProcessor? references = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        Host = host;
        Heap = host.Heap;
        Objects = host.Objects;
        Space = new CompactedSpace(Heap, host.Area);
        References = references ?? new ReferenceProcessor(host);
        Promises = new()
        {
            UsableWords = host.Area.Words,
            FitSpace = host.Area,
            Compacts = true,
            Moves = true,
            Pinning = true,
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
    protected CompactedSpace Space { get; }

    /// <summary>Weak references and finalizers.</summary>
    protected ReferenceProcessor References { get; }

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

    /// <summary>Marks what the roots reach.</summary>
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

    /// <summary>Marks what a slot refers to, once.</summary>
    public void Visit(Address slot)
    {
        Address target = Heap.ReadReference(slot);
        if (!target.IsNull && !IsLive(target))
        {
            Objects.SetCollectorWord(target, CollectorWord.Marked);
            References.Reached(target);
            _markStack.Push(target);
        }
    }

    /// <summary>Whether an object is marked.</summary>
    public bool IsLive(Address address) => Objects.CollectorWord(address) != 0;

    /// <summary>Where a marked object is going, as far as that is decided: while it marks, nothing moves.</summary>
    public Address Current(Address address)
    {
        Address target = CollectorWord.TargetOf(Objects.CollectorWord(address));
        return target.IsNull ? address : target;
    }

    /// <summary>What is reported of a collection.</summary>
    protected virtual CollectionSummary Summarise(CollectionReason reason, in TallyByGeneration freed) =>
        new() { IsFull = true, Reason = reason, Freed = freed };

    private void Collect(CollectionReason reason)
    {
        _freed = default;
        MarkRoots();
        References.Process(this);
        ComputeForwarding();
        UpdateRoots();
        References.Follow(this);
        UpdateObjects();
        Relocate();
        _pacer.Collected(0);
        Host.Collected(Summarise(reason, _freed));
    }
}
