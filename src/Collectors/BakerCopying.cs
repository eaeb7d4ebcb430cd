using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>
/// Incremental copying with a read barrier (Baker 1978; Handbook 17.3): a cycle flips the semispaces and evacuates what the roots refer to;
/// slices scan the copies as Cheney does. What the mutator loads from a field is evacuated if it still lies in from-space, so the mutator
/// holds references into to-space only; what it loads through a weak reference is evacuated like anything else. Copies go to the bottom of to-space, new objects to its top: they are black.
/// </summary>
public partial class BakerCopying : ICollector, ITracer
{
    private const int WorkPerWord = 4;
    private const int ThresholdWords = 128;

    // Words allocated while a cycle is under way, beside one for each in use when it began: each buys four words of work, and a word in use
    // costs one to copy and one to scan.
    private const int DragWords = 32;

    private readonly Pacer _pacer;
    private TwoEndedSpace _from;
    private TwoEndedSpace _to;
    private bool _underWay;
    private bool _announced;
    private Tally _objects;
    private Tally _condemned;

    /// <summary>Over a host's area, which is halved, with its own treatment of weak references and finalizers or the one given.</summary>
    public BakerCopying(ICollectorHost host, ReferenceProcessor? references = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        Host = host;
        Heap = host.Heap;
        Objects = host.Objects;
        int half = host.Area.Words / 2;
        _to = new TwoEndedSpace(Heap, new(host.Area.Start, half));
        _from = new TwoEndedSpace(Heap, new(host.Area.Start + half, half));

        References = references ?? new ReferenceProcessor(host);

        // Each word of from-space is copied once and scanned once at most.
        Promises = new()
        {
            UsableWords = half,
            Moves = true,
            Thresholds = [new(ThresholdUnit.AllocatedWords, ThresholdWords)],
            Incremental = true,
            Colours = true,
            StrongInvariant = true,
            AllocatesBlack = true,
            WeakReferences = true,
            Ephemerons = true,
            Finalizers = true,
            FinalizationOrder = FinalizationOrder.Allocation,
            CycleWords = 2 * half,
            Drag = new(1, DragWords),
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

    /// <summary>Weak references and finalizers.</summary>
    protected ReferenceProcessor References { get; }

    /// <inheritdoc/>
    public Address Allocate(Shape shape)
    {
        int words = ObjectModel.WordsOf(shape);
        if (Host.AutomaticCollection)
        {
            Pace(words);
        }

        if (!HasRoomFor(words))
        {
            MakeRoom(words);
        }

        if (!HasRoomFor(words))
        {
            return Address.Null;
        }

        Address address = _to.AllocateAbove(words);
        Objects.Initialise(address, shape);
        References.Register(address, shape);
        _pacer.Allocated(words);
        _objects += new Tally(1, words);
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
        if (!_underWay)
        {
            Begin(announced: true);
        }

        Advance(budget, CollectionReason.Requested);
    }

    /// <summary>An ephemeron that gets another key keeps its value, which cannot be moved here.</summary>
    public virtual void WriteBarrier(Address holder, Address slot, Address value)
    {
        if (_underWay && slot == ObjectModel.FieldSlot(holder, 0) && Objects.HeaderOf(holder).Kind == ObjectKind.Ephemeron)
        {
            References.KeyChanges(holder);
        }
    }

    /// <inheritdoc/>
    public virtual Address ReadBarrier(Address slot, Address loaded, bool weak) => IsCondemned(loaded) ? Forward(loaded) : loaded;

    /// <inheritdoc/>
    public Address Resolve(Address address)
    {
        if (!IsCondemned(address))
        {
            return address;
        }

        ulong word = Heap.Peek(address + 1);
        return (word & CollectorWord.Forwarded) != 0 ? CollectorWord.TargetOf(word) : address;
    }

    /// <summary>White in from-space; grey from where scanning stands up to the last copy; all else black.</summary>
    public ObjectState Describe(Address address)
    {
        bool grey = _underWay && address >= _scan && address < _to.Low && !IsCondemned(address);
        return new(Colour: IsCondemned(address) ? Colour.White : grey ? Colour.Grey : Colour.Black);
    }

    /// <summary>Words of work for an allocation of so many words while a cycle is under way.</summary>
    protected virtual int WorkFor(int words) => WorkPerWord * words;

    /// <summary>Everything in from-space that is not copied yet may have to be, so room is kept for all of it.</summary>
    private bool HasRoomFor(int words)
    {
        int taken = _underWay ? _condemned.Words + _to.WordsAbove : _to.Range.Words - _to.Free;
        return taken + words <= _to.Range.Words;
    }

    private void Pace(int words)
    {
        if (!_underWay && _pacer.Due() >= 0)
        {
            Begin(announced: true);
        }

        if (_underWay)
        {
            Advance(WorkFor(words), CollectionReason.Threshold);
        }
    }

    private void MakeRoom(int words)
    {
        if (!Host.AutomaticCollection)
        {
            return;
        }

        if (_underWay)
        {
            Finish(CollectionReason.Exhaustion);
        }

        if (!HasRoomFor(words))
        {
            CollectAtOnce(CollectionReason.Exhaustion);
        }
    }

    private void CollectAtOnce(CollectionReason reason)
    {
        Begin(announced: false);
        Finish(reason);
    }

    private void Finish(CollectionReason reason)
    {
        while (_underWay)
        {
            Advance(int.MaxValue, reason);
        }
    }

    private void Advance(int budget, CollectionReason reason)
    {
        bool grey = true;
        while (grey && budget > 0)
        {
            _copied = 0;
            if (_scan < _to.Low)
            {
                budget = Scan(budget);
            }
            else if (References.VisitNextReady(this))
            {
                budget -= 1 + _copied;
            }
            else
            {
                grey = LookFurther();
            }
        }

        // The last grey object may have taken the last word of the budget.
        if (!grey || (_scan == _to.Low && !References.HasReady && !LookFurther()))
        {
            End(reason);
        }
    }
}
