using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>Where a collection in slices stands.</summary>
public enum CyclePhase
{
    /// <summary>None is under way.</summary>
    Idle,

    /// <summary>Grey objects are being scanned.</summary>
    Marking,

    /// <summary>White objects are being released.</summary>
    Sweeping,
}

/// <summary>
/// What the incremental mark-sweep collectors share (Handbook ch. 15 and 16; the colours are those of Dijkstra et al. 1978): a cycle of
/// marking and sweeping in slices, by <see cref="Step"/> and with every allocation while a cycle is under way. New objects are black. Black
/// and white change their meaning with each cycle, so what one cycle leaves black is white for the next and sweeping writes nothing into
/// survivors. How marking keeps up with the mutator is the subclass's affair: which barrier it has and when it visits the roots.
/// </summary>
public abstract partial class TricolourMarkSweep : ICollector, ISweepPolicy, ITracer
{
    /// <summary>Words of work for each word allocated while a cycle is under way.</summary>
    protected const int WorkPerWord = 4;

    private const int ThresholdWords = 128;

    // A field costs three accesses: slot, colour of its referent, new colour. No cell of a sweep costs more for each word of the budget
    // that it takes.
    private const int AccessesPerWord = 3;
    private const int AccessesPerSlice = 12;
    private const int AccessesPerAllocation = 28;

    // When marking ends: slot, key or finalizer's object looked at, colour, and the two slots of an ephemeron cleared; twice, as finalizers may be due.
    private const int AccessesPerReference = 8;

    // Words allocated while a cycle is under way, beside one for each in use when it began: each buys four words of work, and a word in use
    // costs one to mark and one to sweep, and less than one for the free cell behind its object.
    private const int DragWords = 32;

    private readonly AddressStack _grey = new();
    private readonly Pacer _pacer;
    private TallyByGeneration _freed;
    private bool _announced;

    /// <summary>Over a host's area, with its own treatment of weak references and finalizers or the one given.</summary>
    protected TricolourMarkSweep(ICollectorHost host, ReferenceProcessor? references)
    {
        ArgumentNullException.ThrowIfNull(host);
        Host = host;
        Heap = host.Heap;
        Objects = host.Objects;
        Space = new FreeListSpace(Heap, host.Area);
        References = references ?? new ReferenceProcessor(host);
        _pacer = new Pacer(host, CommonPromises.Thresholds);
    }

    /// <inheritdoc/>
    public abstract Promises Promises { get; }

    /// <summary>Where the collection stands.</summary>
    protected CyclePhase Phase { get; private set; }

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

    /// <summary>Grey objects that are not being scanned yet.</summary>
    protected AddressStack GreyStack => _grey;

    /// <summary>Whether an object that is allocated now is black: it survives the cycle under way.</summary>
    protected virtual bool AllocatesBlack => true;

    /// <summary>
    /// The promises of both. A slice makes at most <see cref="AccessesPerWord"/> accesses for each word of its budget; an allocation has a
    /// slice and may search a list of free cells of more than 32 words twice. Marking scans no word twice and sweeping visits none twice,
    /// so twice the area ends a cycle.
    /// </summary>
    protected Promises CommonPromises => new()
    {
        UsableWords = Host.Area.Words,
        FitSpace = Host.Area,
        Thresholds = [new(ThresholdUnit.AllocatedWords, ThresholdWords)],
        Incremental = true,
        Colours = true,
        AllocatesBlack = true,
        WeakReferences = true,
        Ephemerons = true,
        Finalizers = true,
        FinalizationOrder = FinalizationOrder.Allocation,
        CycleWords = 2 * Host.Area.Words,
        Drag = new(1, DragWords),
    };

    /// <summary>The bound on a slice that visits each root with so many accesses.</summary>
    protected static WorkBound SliceWork(int perRoot) => new(AccessesPerWord, perRoot, AccessesPerSlice, AccessesPerReference);

    /// <summary>The bound on an allocation, with its slice.</summary>
    protected WorkBound AllocationWork(int perRoot) =>
        new((AccessesPerWord * WorkPerWord) + 1, perRoot, AccessesPerSlice + AccessesPerAllocation + (Host.Area.Words / 16), AccessesPerReference);

    /// <inheritdoc/>
    public Address Allocate(Shape shape)
    {
        int words = ObjectModel.WordsOf(shape);
        if (Host.AutomaticCollection)
        {
            Pace(words);
        }

        Address address = Space.Allocate(words);
        if (address.IsNull)
        {
            address = MakeRoom(words);
        }

        if (!address.IsNull)
        {
            Objects.Initialise(address, shape);
            References.Register(address, shape);
            Paint(address, AllocatesBlack ? Black : White);
            _pacer.Allocated(words);
        }

        return address;
    }

    /// <inheritdoc/>
    public void Collect(CollectionRequest request)
    {
        Finish(CollectionReason.Requested);
        CollectAtOnce(CollectionReason.Requested);
    }

    /// <inheritdoc/>
    public void Step(int budget)
    {
        if (Phase == CyclePhase.Idle)
        {
            Begin(announced: true);
        }

        Advance(budget, CollectionReason.Requested);
    }

    /// <inheritdoc/>
    public virtual void WriteBarrier(Address holder, Address slot, Address value)
    {
    }

    /// <inheritdoc/>
    public virtual Address ReadBarrier(Address slot, Address loaded, bool weak) => loaded;

    /// <summary>Whether a swept object stays. Survivors keep their colour.</summary>
    public virtual bool Keep(Address address, Header header)
    {
        if (!IsWhite(address))
        {
            return true;
        }

        _freed[0] += new Tally(1, header.Words);
        return false;
    }

    /// <inheritdoc/>
    public ObjectState Describe(Address address) => new(Colour: ColourOf(Heap.Peek(address + 1)));

    /// <summary>Whether a slot is one of those by which an ephemeron refers to its key and value; 0 the key, 1 the value, -1 neither.</summary>
    protected int EphemeronField(Address holder, Address slot) =>
        slot > ObjectModel.FieldSlot(holder, 1) || Objects.HeaderOf(holder).Kind != ObjectKind.Ephemeron ? -1 : slot - ObjectModel.FieldSlot(holder, 0);

    /// <summary>Releases what is white, and joins free cells. The last phase of a cycle.</summary>
    protected virtual int Sweep(int budget) => Space.SweepSlice(this, budget);

    /// <summary>Words of work for an allocation of so many words while a cycle is under way.</summary>
    protected virtual int WorkFor(int words) => WorkPerWord * words;

    /// <summary>What is reported of a collection.</summary>
    protected virtual CollectionSummary Summarise(CollectionReason reason, in TallyByGeneration freed) =>
        new() { IsFull = true, Reason = reason, Freed = freed };

    /// <summary>Begins a cycle at the threshold; does a slice of the one under way.</summary>
    private void Pace(int words)
    {
        if (Phase == CyclePhase.Idle && _pacer.Due() >= 0)
        {
            Begin(announced: true);
        }

        if (Phase != CyclePhase.Idle)
        {
            Advance(WorkFor(words), CollectionReason.Threshold);
        }
    }

    /// <summary>
    /// Finishes the cycle under way and, if that does not help, runs a whole one. While collection is disabled, free cells may be joined
    /// all the same.
    /// </summary>
    private Address MakeRoom(int words)
    {
        if (!Host.AutomaticCollection)
        {
            Space.Join();
            return Space.Allocate(words);
        }

        Address address = Address.Null;
        if (Phase != CyclePhase.Idle)
        {
            Finish(CollectionReason.Exhaustion);
            address = Space.Allocate(words);
        }

        if (address.IsNull)
        {
            CollectAtOnce(CollectionReason.Exhaustion);
            address = Space.Allocate(words);
        }

        return address;
    }

    private void CollectAtOnce(CollectionReason reason)
    {
        Begin(announced: false);
        Finish(reason);
    }

    private void Finish(CollectionReason reason)
    {
        while (Phase != CyclePhase.Idle)
        {
            Advance(int.MaxValue, reason);
        }
    }

    private void Begin(bool announced)
    {
        Phase = CyclePhase.Marking;
        _announced = announced;
        if (announced)
        {
            Host.CycleStarted();
        }

        _processed = false;
        ToggleColours();
        BeginMarking();
    }

    private void Advance(int budget, CollectionReason reason)
    {
        if (Phase == CyclePhase.Marking)
        {
            budget = Mark(budget);
        }

        if (Phase == CyclePhase.Sweeping)
        {
            Sweep(budget);
            if (Space.IsSwept)
            {
                End(reason);
            }
        }
    }

    private void End(CollectionReason reason)
    {
        Phase = CyclePhase.Idle;
        _pacer.Collected(0);
        CollectionSummary summary = Summarise(reason, _freed);
        _freed = default;
        Host.Collected(summary);
    }
}
