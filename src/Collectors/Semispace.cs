using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>
/// Semispace copying (Cheney 1970; Handbook ch. 4): what the roots reach is copied out of fromspace into tospace, which is at the same time
/// the queue of objects to scan. A copied object leaves its new address behind. Objects above <see cref="LargestCopied"/> words are marked
/// where they lie, immortal objects are roots; both have spaces of their own.
/// </summary>
public class Semispace : ICollector, ITracer
{
    /// <summary>Words of the largest object that is copied.</summary>
    public const int LargestCopied = 16;

    private const int ThresholdWords = 512;
    private const int Spaces = 4;

    private readonly Pacer _pacer;
    private Address _scan;
    private Tally _inTospace;

    /// <summary>
    /// Over a host's area, with its own treatment of weak references and finalizers or the one given: two semispaces and a space for
    /// immortal objects of a quarter each, the rest for large objects.
    /// </summary>
    public Semispace(ICollectorHost host, ReferenceProcessor? references = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        Host = host;
        Heap = host.Heap;
        Objects = host.Objects;
        WordRange area = host.Area;
        int quarter = area.Words / Spaces;
        Tospace = new BumpSpace(Heap, new(area.Start, quarter));
        Fromspace = new BumpSpace(Heap, new(area.Start + quarter, quarter));
        Immortals = new ImmortalSpace(Heap, new(area.Start + (2 * quarter), quarter));
        int large = area.Start + (3 * quarter);
        Large = new LargeObjectSpace(Heap, Objects, new(large, area.End - large));
        References = references ?? new ReferenceProcessor(host);
        Promises = new()
        {
            UsableWords = quarter,
            FitSpace = Large.Range,
            Moves = true,
            Immortals = true,
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

    /// <summary>Where objects are allocated, and copied to.</summary>
    protected BumpSpace Tospace { get; private set; }

    /// <summary>Where objects are copied from; empty but for the time of a collection.</summary>
    protected BumpSpace Fromspace { get; private set; }

    /// <summary>Objects too large to be copied.</summary>
    protected LargeObjectSpace Large { get; }

    /// <summary>Objects that are never freed.</summary>
    protected ImmortalSpace Immortals { get; }

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

        Address address = AllocateWords(shape.Kind, words);
        if (address.IsNull && Host.AutomaticCollection)
        {
            Collect(CollectionReason.Exhaustion);
            address = AllocateWords(shape.Kind, words);
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

    /// <summary>Whether an object of this kind is never to be freed.</summary>
    protected virtual bool IsImmortal(ObjectKind kind) => kind == ObjectKind.Immortal;

    /// <summary>Makes the empty semispace the one to copy and allocate into.</summary>
    protected void Flip() => (Fromspace, Tospace) = (Tospace, Fromspace);

    /// <summary>Updates the roots.</summary>
    protected virtual void ScanRoots()
    {
        for (int i = 0; i < Host.Roots.Count; i++)
        {
            Visit(Host.Roots[i]);
        }
    }

    /// <summary>Updates the fields of the immortal objects.</summary>
    protected virtual void ScanImmortals()
    {
        for (Address scan = Immortals.Start; scan < Immortals.Next; scan += Objects.HeaderOf(scan).Words)
        {
            Scan(scan);
        }
    }

    /// <summary>
    /// Scans the copies, which lie in tospace in the order of their copying, and the large objects that are marked, until there are no
    /// more, the values of ephemerons included.
    /// </summary>
    public void Drain()
    {
        do
        {
            while (_scan < Tospace.Next || Large.HasGrey)
            {
                if (Large.HasGrey)
                {
                    Scan(Large.TakeGrey());
                    continue;
                }

                Scan(_scan);
                _scan += Objects.HeaderOf(_scan).Words;
            }
        }
        while (References.VisitReady(this));
    }

    /// <summary>Whether an object has been copied or marked, or is never freed.</summary>
    public bool IsLive(Address address) =>
        Fromspace.Contains(address) ? (Objects.CollectorWord(address) & CollectorWord.Forwarded) != 0
        : !Large.Contains(address) || Large.IsMarked(address);

    /// <summary>Where a live object is after being copied.</summary>
    public Address Current(Address address) =>
        Fromspace.Contains(address) ? CollectorWord.TargetOf(Objects.CollectorWord(address)) : address;

    /// <summary>Visits the fields of an object that stays.</summary>
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

    /// <summary>Makes a slot refer to where its object is from now on.</summary>
    public virtual void Visit(Address slot)
    {
        Address target = Heap.ReadReference(slot);
        if (Fromspace.Contains(target))
        {
            Heap.WriteReference(slot, Forward(target));
        }
        else if (Large.Contains(target) && Large.Mark(target))
        {
            References.Reached(target);
        }
    }

    /// <summary>Where an object of fromspace is now; it is copied unless it has been.</summary>
    protected Address Forward(Address address)
    {
        ulong word = Objects.CollectorWord(address);
        return (word & CollectorWord.Forwarded) != 0 ? CollectorWord.TargetOf(word) : Evacuate(address);
    }

    /// <summary>Copies an object to the end of tospace and leaves its new address behind.</summary>
    protected Address Evacuate(Address address)
    {
        int words = Objects.HeaderOf(address).Words;
        Address copy = Tospace.Allocate(words, zero: false);
        Copy(address, copy, words);
        Objects.SetCollectorWord(copy, 0);
        Objects.SetCollectorWord(address, CollectorWord.ForwardedTo(copy));
        References.Reached(address);
        _inTospace += new Tally(1, words);
        return copy;
    }

    /// <summary>Copies the words of an object.</summary>
    protected virtual void Copy(Address from, Address to, int words) => Heap.CopyWords(from, to, words);

    /// <summary>Empties fromspace and frees the large objects that are not marked.</summary>
    /// <returns>The large objects that were freed.</returns>
    protected virtual Tally Release()
    {
        Fromspace.Clear();
        return Large.Sweep();
    }

    /// <summary>What is reported of a collection.</summary>
    protected virtual CollectionSummary Summarise(CollectionReason reason, in TallyByGeneration freed) =>
        new() { IsFull = true, Reason = reason, Freed = freed };

    private Address AllocateWords(ObjectKind kind, int words)
    {
        if (IsImmortal(kind))
        {
            return Immortals.Allocate(words);
        }

        if (words > LargestCopied)
        {
            return Large.Allocate(words);
        }

        Address address = Tospace.Allocate(words);
        if (!address.IsNull)
        {
            _inTospace += new Tally(1, words);
        }

        return address;
    }

    private void Collect(CollectionReason reason)
    {
        Tally before = _inTospace;
        _inTospace = default;
        Flip();
        _scan = Tospace.Start;
        ScanRoots();
        ScanImmortals();
        Drain();
        References.Process(this);
        TallyByGeneration freed = default;
        freed[0] = Release() + new Tally(before.Objects - _inTospace.Objects, before.Words - _inTospace.Words);
        _pacer.Collected(0);
        Host.Collected(Summarise(reason, freed));
    }
}
