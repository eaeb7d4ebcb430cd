using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>
/// Mark-compact with the Lisp 2 algorithm (Handbook 3.2): marks what the roots reach, then slides it to the bottom of the heap in three
/// passes (<c>MarkCompact.Compaction.cs</c>). Objects keep their order; pinned ones stay where they are, and the others are laid around
/// them. Allocation moves a pointer up behind the last object.
/// </summary>
public partial class MarkCompact : ICollector
{
    private const int ThresholdWords = 512;

    private readonly AddressStack _markStack = new();
    private readonly Pacer _pacer;
    private TallyByGeneration _freed;

    /// <summary>Over a host's area.</summary>
    public MarkCompact(ICollectorHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        Host = host;
        Heap = host.Heap;
        Objects = host.Objects;
        Space = new CompactedSpace(Heap, host.Area);
        Promises = new()
        {
            UsableWords = host.Area.Words,
            FitSpace = host.Area,
            Compacts = true,
            Moves = true,
            Pinning = true,
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
    protected void Drain()
    {
        while (_markStack.Count > 0)
        {
            Scan(_markStack.Pop());
        }
    }

    /// <summary>Visits the fields of a marked object.</summary>
    protected virtual void Scan(Address address)
    {
        Header header = Objects.HeaderOf(address);
        for (int i = 0; i < header.Fields; i++)
        {
            Visit(ObjectModel.FieldSlot(address, i));
        }
    }

    /// <summary>Marks what a slot refers to, once.</summary>
    protected void Visit(Address slot)
    {
        Address target = Heap.ReadReference(slot);
        if (!target.IsNull && Objects.CollectorWord(target) == 0)
        {
            Objects.SetCollectorWord(target, CollectorWord.Marked);
            _markStack.Push(target);
        }
    }

    /// <summary>What is reported of a collection.</summary>
    protected virtual CollectionSummary Summarise(CollectionReason reason, in TallyByGeneration freed) =>
        new() { IsFull = true, Reason = reason, Freed = freed };

    private void Collect(CollectionReason reason)
    {
        _freed = default;
        MarkRoots();
        ComputeForwarding();
        UpdateRoots();
        UpdateObjects();
        Relocate();
        _pacer.Collected(0);
        Host.Collected(Summarise(reason, _freed));
    }
}
