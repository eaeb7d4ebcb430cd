using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>
/// Two generations (Lieberman and Hewitt 1983; Ungar 1984; Handbook ch. 9): a nursery of two semispaces whose survivors are copied,
/// and after <see cref="PromotionAge"/> collections promoted into an old generation that is marked and swept. A write barrier remembers the old
/// objects that refer to young ones. When the old generation cannot take an object, the object stays young and a full collection follows.
/// </summary>
public partial class Generational : ICollector, ISweepPolicy, ITracer
{
    /// <summary>Collections that an object survives in the nursery; with the last of them it is promoted.</summary>
    public const int PromotionAge = 2;

    private const int LargestNursery = 512;
    private const int SmallestNursery = 8;
    private const int NurseryShare = 8;
    private const int MinorThresholdWords = 96;
    private const int MinorsPerFull = 10;

    private readonly Pacer _pacer;
    private readonly AddressStack _remembered = new();
    private readonly AddressStack _promoted = new();
    private readonly MarkingTracer _marking;
    private BumpSpace _from;
    private BumpSpace _to;
    private Address _scan;
    private TallyByGeneration _freed;
    private Tally _nursery;
    private Tally _survivors;
    private Tally _promotedTally;
    private bool _promotionFailed;

    /// <summary>Over a host's area, with its own treatment of weak references and finalizers or the one given, which is told what is old.</summary>
    public Generational(ICollectorHost host, Func<ICollectorHost, Predicate<Address>, ReferenceProcessor>? references = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        Host = host;
        Heap = host.Heap;
        Objects = host.Objects;
        WordRange area = host.Area;
        int nursery = Math.Min(Math.Clamp(area.Words / NurseryShare, SmallestNursery, LargestNursery), (area.Words - 1) / 2);
        _from = new BumpSpace(Heap, new(area.Start, nursery));
        _to = new BumpSpace(Heap, new(area.Start + nursery, nursery));
        Old = new FreeListSpace(Heap, new(area.Start + (2 * nursery), area.Words - (2 * nursery)));
        Promises = new()
        {
            UsableWords = Old.Range.Words,
            FitSpace = Old.Range,
            Moves = true,
            Generations = 2,
            PromotionAge = PromotionAge,
            WeakReferences = true,
            Ephemerons = true,
            Finalizers = true,
            Thresholds = [new(ThresholdUnit.AllocatedWords, MinorThresholdWords), new(ThresholdUnit.YoungerCollections, MinorsPerFull)],
        };
        _pacer = new Pacer(host, Promises.Thresholds);
        Predicate<Address> isOld = Old.Contains;
        References = references?.Invoke(host, isOld) ?? new ReferenceProcessor(host, isOld);
        _marking = new MarkingTracer(Heap, Objects, References);
    }

    /// <inheritdoc/>
    public Promises Promises { get; }

    /// <summary>The host.</summary>
    protected ICollectorHost Host { get; }

    /// <summary>The heap.</summary>
    protected WordHeap Heap { get; }

    /// <summary>The object model.</summary>
    protected ObjectModel Objects { get; }

    /// <summary>The old generation.</summary>
    protected FreeListSpace Old { get; }

    /// <summary>Weak references and finalizers.</summary>
    protected ReferenceProcessor References { get; }

    /// <inheritdoc/>
    public Address Allocate(Shape shape)
    {
        int words = ObjectModel.WordsOf(shape);
        if (Due() is >= 0 and int due)
        {
            Collect(due, CollectionReason.Threshold);
        }

        Address address = AllocateWords(words);
        if (!address.IsNull)
        {
            Objects.Initialise(address, shape);
            References.Register(address, shape);
            _pacer.Allocated(words);
            if (IsYoung(address))
            {
                _nursery += new Tally(1, words);
            }
        }

        return address;
    }

    /// <inheritdoc/>
    public void Collect(CollectionRequest request) =>
        Collect(request.IsFull(Promises.Generations) ? 1 : 0, CollectionReason.Requested);

    /// <inheritdoc/>
    public virtual void WriteBarrier(Address holder, Address slot, Address value)
    {
        if (IsYoung(value) && !IsYoung(holder))
        {
            Remember(holder);
        }
    }

    /// <inheritdoc/>
    public ObjectState Describe(Address address) =>
        IsYoung(address) ? new(Generation: 0, Age: CollectorWord.AgeOf(Heap.Peek(address + 1))) : new(Generation: 1, Age: 0);

    /// <summary>The generation whose threshold is reached, or -1.</summary>
    protected virtual int Due() => _pacer.Due();

    /// <summary>The old objects that may refer to young ones.</summary>
    protected AddressStack RememberedSet => _remembered;

    /// <summary>Whether an address lies in the nursery.</summary>
    protected bool IsYoung(Address address) => _from.Contains(address) || _to.Contains(address);

    /// <summary>Adds an old object to the remembered set, once.</summary>
    protected virtual void Remember(Address holder)
    {
        ulong word = Objects.CollectorWord(holder);
        if ((word & CollectorWord.Remembered) == 0)
        {
            Objects.SetCollectorWord(holder, word | CollectorWord.Remembered);
            _remembered.Push(holder);
        }
    }

    /// <summary>Finds room: in the nursery, after a minor collection, in the old generation, after a full collection.</summary>
    private Address AllocateWords(int words)
    {
        bool fits = words <= _from.Range.Words;
        Address address = fits ? _from.Allocate(words) : Address.Null;
        if (address.IsNull && fits && Host.AutomaticCollection)
        {
            Collect(0, CollectionReason.Exhaustion);
            address = _from.Allocate(words);
        }

        if (address.IsNull)
        {
            address = Old.Allocate(words);
        }

        if (address.IsNull && Host.AutomaticCollection)
        {
            Collect(1, CollectionReason.Exhaustion);
            address = fits ? _from.Allocate(words) : Address.Null;
            address = address.IsNull ? Old.Allocate(words) : address;
        }

        return address;
    }

    private void Collect(int generation, CollectionReason reason)
    {
        _freed = default;
        if (generation > 0)
        {
            CollectOld();
            CollectNursery();
        }
        else
        {
            CollectYoungOnly();
        }

        _pacer.Collected(generation);
        Host.Collected(new() { Generation = generation, IsFull = generation > 0, Reason = reason, Freed = _freed });
        if (_promotionFailed && generation == 0)
        {
            Collect(1, CollectionReason.Exhaustion);
        }
    }
}
