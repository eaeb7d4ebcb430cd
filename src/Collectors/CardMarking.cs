using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>
/// Several generations and a card table (Handbook 9.8, 11.8; Wilson and Moher 1989; Hoelzle 1993). All but the oldest generation are
/// copied: survivors of a collection of generations 0 to k are promoted, each into the next generation. The oldest is marked and swept.
/// A store makes the card of its slot dirty, whatever it stores; a collection scans the dirty cards of the generations that it does not
/// collect, and leaves those dirty that refer to younger ones.
/// </summary>
public partial class CardMarking : ICollector, ISweepPolicy, ITracer
{
    /// <summary>Collections that an object survives in a generation: with the first it is promoted, unless there is no room.</summary>
    public const int PromotionAge = 1;

    private const int DefaultGenerations = 3;
    private const int LargestNursery = 16;
    private const int NurseryThresholdWords = 64;
    private const int YoungerPerOlder = 3;

    private readonly Pacer _pacer;
    private readonly CopiedGeneration[] _young;
    private readonly AddressStack _grey = new();
    private readonly MarkingTracer _marking;
    private TallyByGeneration _freed;
    private bool _promotionFailed;

    /// <summary>Over a host's area.</summary>
    /// <param name="host">The host.</param>
    /// <param name="generations">Generations, from 2 to <see cref="TallyByGeneration.MaximumGenerations"/>.</param>
    public CardMarking(ICollectorHost host, int generations = DefaultGenerations)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentOutOfRangeException.ThrowIfLessThan(generations, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(generations, TallyByGeneration.MaximumGenerations);
        Host = host;
        Heap = host.Heap;
        Objects = host.Objects;
        Oldest = generations - 1;
        Cards = new CardTable(Heap, host.Area);
        _young = new CopiedGeneration[Oldest];
        Old = new FreeListSpace(Heap, LayOutYoung());
        _oldEnd = new(Old.Range.Start);
        Promises = new()
        {
            UsableWords = Old.Range.Words,
            FitSpace = Old.Range,
            Moves = true,
            MetadataWords = Cards.MetadataWords,
            Generations = generations,
            PromotionAge = PromotionAge,
            WeakReferences = true,
            Ephemerons = true,
            Finalizers = true,
            Thresholds =
            [
                new(ThresholdUnit.AllocatedWords, NurseryThresholdWords),
                .. Enumerable.Repeat(new Threshold(ThresholdUnit.YoungerCollections, YoungerPerOlder), Oldest),
            ],
        };
        _pacer = new Pacer(host, Promises.Thresholds);
        References = new ReferenceProcessor(host, Old.Contains);
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

    /// <summary>The cards of all generations, the nursery's too: so the barrier has nothing to ask.</summary>
    protected CardTable Cards { get; }

    /// <summary>The oldest generation.</summary>
    protected FreeListSpace Old { get; }

    /// <summary>Its number.</summary>
    protected int Oldest { get; }

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
        }

        return address;
    }

    /// <inheritdoc/>
    public void Collect(CollectionRequest request) =>
        Collect(request.IsFull(Promises.Generations) ? Oldest : request.Generation, CollectionReason.Requested);

    /// <inheritdoc/>
    public virtual void WriteBarrier(Address holder, Address slot, Address value) => Cards.Dirty(Cards.CardOf(slot));

    /// <inheritdoc/>
    public ObjectState Describe(Address address) => GenerationOf(address) is int generation && generation == Oldest
        ? new(Generation: generation, Age: 0)
        : new(Generation: generation, Age: CollectorWord.AgeOf(Heap.Peek(address + 1)));

    /// <summary>The generation whose threshold is reached, or -1.</summary>
    protected virtual int Due() => _pacer.Due();

    /// <summary>The generation that an address lies in.</summary>
    protected int GenerationOf(Address address)
    {
        int generation = Oldest;
        while (generation > 0 && address.Value < _starts[generation])
        {
            generation--;
        }

        return generation;
    }

    /// <summary>What is reported of a collection.</summary>
    protected virtual CollectionSummary Summarise(int generation, CollectionReason reason, in TallyByGeneration freed) =>
        new() { Generation = generation, IsFull = generation == Oldest, Reason = reason, Freed = freed };

    /// <summary>Finds room: in the nursery, after a collection of it, in the oldest generation, after a full collection.</summary>
    private Address AllocateWords(int words)
    {
        bool fits = words <= _young[0].Current.Range.Words;
        Address address = AllocateYoung(words);
        if (address.IsNull && fits && Host.AutomaticCollection)
        {
            Collect(0, CollectionReason.Exhaustion);
            address = AllocateYoung(words);
        }

        if (address.IsNull)
        {
            address = AllocateOld(words, zero: true);
        }

        if (address.IsNull && Host.AutomaticCollection)
        {
            Collect(Oldest, CollectionReason.Exhaustion);
            address = AllocateYoung(words);
            address = address.IsNull ? AllocateOld(words, zero: true) : address;
        }

        return address;
    }

    private Address AllocateYoung(int words) => _young[0].Allocate(words, zero: true);

    private Address AllocateOld(int words, bool zero)
    {
        Address address = Old.Allocate(words, zero);
        if (!address.IsNull)
        {
            Cards.Enter(address, words);
            _oldEnd = address + words > _oldEnd ? address + words : _oldEnd;
        }

        return address;
    }

    /// <summary>
    /// Collects generations 0 to <paramref name="generation"/>, and first an older one if the next has no room for what may be
    /// promoted.
    /// </summary>
    private void Collect(int generation, CollectionReason reason)
    {
        if (generation < Oldest - 1 && !HasRoom(_young[generation + 1], _young[generation]))
        {
            Collect(generation + 1, CollectionReason.Exhaustion);
        }

        _freed = default;
        _promotionFailed = false;
        if (generation == Oldest)
        {
            CollectOldest();
            Evacuate(Oldest - 1);
        }
        else
        {
            CollectYoungOnly(generation);
        }

        _pacer.Collected(generation);
        Host.Collected(Summarise(generation, reason, _freed));
        if (_promotionFailed && generation < Oldest)
        {
            Collect(Oldest, CollectionReason.Exhaustion);
        }
    }
}
