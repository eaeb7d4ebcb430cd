using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>
/// Mark-region (Immix: Blackburn and McKinley 2008; Handbook 10.3): marks objects and the lines they lie in, and frees lines without a
/// mark, whole. Allocation moves a pointer through free lines. Where memory has become fragmented, the same pass that marks evacuates
/// the blocks with most holes, as far as there is room, around pinned objects. A dead object goes with the first of its lines that no
/// live one touches.
/// </summary>
public partial class MarkRegion : ICollector, ITracer
{
    private const int ThresholdWords = 512;

    private readonly AddressStack _markStack = new();
    private readonly AddressStack _evacuated = new();
    private readonly Pacer _pacer;
    private ulong _epoch;

    /// <summary>Over a host's area.</summary>
    public MarkRegion(ICollectorHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        Host = host;
        Heap = host.Heap;
        Objects = host.Objects;
        Space = new LineSpace(Heap, host.Area);
        Promises = new()
        {
            UsableWords = Space.Range.Words,
            FitSpace = Space.Range,
            ReleaseGranule = LineSpace.LineWords,
            MetadataWords = Space.MetadataWords,
            Moves = true,
            Pinning = true,
            WeakReferences = true,
            Ephemerons = true,
            Finalizers = true,
            FinalizationOrder = FinalizationOrder.Allocation,
            Thresholds = [new(ThresholdUnit.AllocatedWords, ThresholdWords)],
        };
        _pacer = new Pacer(host, Promises.Thresholds);
        References = new ReferenceProcessor(host);
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
    protected LineSpace Space { get; }

    /// <summary>Weak references and finalizers.</summary>
    protected ReferenceProcessor References { get; }

    /// <inheritdoc/>
    public Address Allocate(Shape shape)
    {
        int words = ObjectModel.WordsOf(shape);
        if (_pacer.Due() >= 0)
        {
            CollectUnasked(CollectionReason.Threshold);
        }

        Address address = AllocateWords(words);
        if (address.IsNull && Host.AutomaticCollection)
        {
            CollectUnasked(CollectionReason.Exhaustion);
            address = AllocateWords(words);
        }

        // Free lines may lie behind the pointer, or on both sides of a block's border.
        address = address.IsNull ? Space.AllocateInRun(words) : address;
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

    /// <summary>An automatic collection.</summary>
    protected virtual void CollectUnasked(CollectionReason reason) => Collect(reason);

    /// <summary>Marks what each root refers to.</summary>
    protected virtual void MarkRoots()
    {
        for (int i = 0; i < Host.Roots.Count; i++)
        {
            Visit(Host.Roots[i]);
            Drain();
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
        while (References.VisitReady(this));
    }

    /// <summary>Whether an object is marked, or its copy is.</summary>
    public bool IsLive(Address address) =>
        Objects.CollectorWord(address) is var word && (word == _epoch || (word & CollectorWord.Forwarded) != 0);

    /// <summary>Where a live object lies in the end.</summary>
    public Address Current(Address address) =>
        Objects.CollectorWord(address) is var word && (word & CollectorWord.Forwarded) != 0 ? CollectorWord.TargetOf(word) : address;

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

    /// <summary>Marks what a slot refers to, once, and updates the slot if that has moved.</summary>
    public virtual void Visit(Address slot)
    {
        Address target = Heap.ReadReference(slot);
        if (!target.IsNull && Trace(target) is var now && now != target)
        {
            Heap.WriteReference(slot, now);
        }
    }

    /// <summary>Where an object lies in the end: it is evacuated or marked in place, unless one of them has been done.</summary>
    protected virtual Address Trace(Address address)
    {
        ulong word = Objects.CollectorWord(address);
        if ((word & CollectorWord.Forwarded) != 0)
        {
            return CollectorWord.TargetOf(word);
        }

        return word == _epoch ? address : Mark(address);
    }

    /// <summary>
    /// Marks an object, evacuated if that is to be and there is room, with its lines. Marks of former collections have other values, so
    /// none is taken back.
    /// </summary>
    protected Address Mark(Address address)
    {
        int words = Objects.HeaderOf(address).Words;
        Address now = MayMove(address, words) ? Evacuate(address, words) : address;
        Objects.SetCollectorWord(now, _epoch);
        MarkLines(now, words);
        References.Reached(address);
        _markStack.Push(now);
        return now;
    }

    /// <summary>Marks the lines that a live object touches.</summary>
    protected virtual void MarkLines(Address address, int words) => Space.Mark(address, words);

    /// <summary>Releases the lines of a block that are not marked.</summary>
    protected virtual Tally Reclaim(int block) => Space.Reclaim(block);

    private Address AllocateWords(int words) => words <= LineSpace.BlockWords ? Space.Allocate(words) : Space.AllocateInRun(words);

    private void Collect(CollectionReason reason)
    {
        _epoch++;
        BeginMarking(reason == CollectionReason.Exhaustion || Space.HasUnusedHoles);
        MarkRoots();
        References.Process(this);
        ReleaseEvacuated();
        Space.EndMarking();
        TallyByGeneration freed = default;
        for (int block = 0; block < Space.UsedBlocks; block++)
        {
            freed[0] += Reclaim(block);
        }

        _pacer.Collected(0);
        Host.Collected(new() { IsFull = true, Reason = reason, Freed = freed });
    }
}
