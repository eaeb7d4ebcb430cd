using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>
/// How CPython 3.11 manages memory: every reference is counted, what nothing refers to is freed at once, and garbage cycles are found by subtracting the references within a
/// generation from the counts (Schemenauer 2000; CPython's <c>Modules/gcmodule.c</c>; Handbook 5.5). Three generations with thresholds 700, 10, 10; the oldest is collected
/// only when a quarter as many objects wait for it as survived it last. Finalizers run inside the collection, once (PEP 442), weak references to what is found dead are cleared before. Objects
/// without reference fields are in no generation, and a full collection takes out those that refer to such objects only.
/// </summary>
public partial class CPythonScheme : ICollector, ISweepPolicy
{
    /// <summary>Generations.</summary>
    protected const int Generations = 3;

    /// <summary>The list of what has been found unreachable.</summary>
    protected const int Unreachable = Permanent + 1;

    private const int Permanent = Generations;
    private const int StillUnreachable = Unreachable + 1;
    private const int Survivors = StillUnreachable + 1;
    private const int Lists = Survivors + 1;

    private readonly AddressStack _zeros = new();
    private readonly WeakReferrers _weak;
    private bool _freeing;
    private int _outerZeros;
    private TallyByGeneration _freed;

    /// <summary>Over a host's area.</summary>
    /// <param name="host">The host.</param>
    /// <param name="uncollectable">
    /// What of the garbage that it finds it keeps for good and lists, as in <c>gc.garbage</c>: what PEP 442 has made collectable, or everything, as
    /// <c>gc.DEBUG_SAVEALL</c> has it; then no finalizers run.
    /// </param>
    public CPythonScheme(ICollectorHost host, UncollectableGarbage uncollectable = UncollectableGarbage.None)
    {
        ArgumentNullException.ThrowIfNull(host);
        Host = host;
        Heap = host.Heap;
        Objects = host.Objects;
        bool saveAll = uncollectable == UncollectableGarbage.Everything;
        FinalizersRun = !saveAll;
        Tracked = new ObjectLists(Heap, host.Area, Lists);
        Space = new FreeListSpace(Heap, Tracked.Objects);
        _weak = new WeakReferrers(Heap);
        Promises = new()
        {
            UsableWords = Tracked.Objects.Words,
            FitSpace = Tracked.Objects,
            MetadataWords = Tracked.TableWords,
            Immediate = true,
            Counts = CountedReferences.All,
            Completeness = saveAll ? Completeness.Acyclic : Completeness.Complete,
            Generations = Generations,
            WeakReferences = true,
            Finalizers = !saveAll,
            Uncollectable = uncollectable,
            Thresholds =
            [
                new(ThresholdUnit.NetContainers, 700),
                new(ThresholdUnit.YoungerCollections, 10, Exceeded: true),
                new(ThresholdUnit.YoungerCollections, 10, Exceeded: true),
            ],
            ThresholdsAreNested = true,
            DefersFull = true,
        };
    }

    /// <inheritdoc/>
    public Promises Promises { get; }

    /// <summary>The host.</summary>
    protected ICollectorHost Host { get; }

    private bool FinalizersRun { get; }

    /// <summary>The heap.</summary>
    protected WordHeap Heap { get; }

    /// <summary>The object model.</summary>
    protected ObjectModel Objects { get; }

    /// <summary>Where objects live.</summary>
    protected FreeListSpace Space { get; }

    /// <summary>The generations: the objects in them that can be on a cycle.</summary>
    protected ObjectLists Tracked { get; }

    /// <inheritdoc/>
    public Address Allocate(Shape shape)
    {
        if (shape.Fields > 0)
        {
            CollectIfDue();
        }

        int words = ObjectModel.WordsOf(shape);
        Address address = AllocateWords(words);
        if (address.IsNull)
        {
            return address;
        }

        Objects.Initialise(address, shape);
        if (shape.Fields > 0)
        {
            _counts[0]++;
            Track(address, 0);
        }

        return address;
    }

    /// <summary>Keeps everything: a sweep here only joins free cells.</summary>
    public bool Keep(Address address, Header header) => true;

    /// <inheritdoc/>
    public virtual void WriteBarrier(Address holder, Address slot, Address value)
    {
        Address old = Heap.ReadReference(slot);
        if (IsWeak(holder, slot))
        {
            _weak.Replace(holder, old, value);
            return;
        }

        if (!value.IsNull)
        {
            MaintainTracking(holder, value);
        }

        Increment(value);
        Decrement(old);
    }

    /// <inheritdoc/>
    public void RootBarrier(Address slot, Address value)
    {
        Address old = Heap.ReadReference(slot);
        Increment(value);
        Decrement(old);
    }

    /// <inheritdoc/>
    public ObjectState Describe(Address address)
    {
        ulong word = Heap.Peek(address + 1);
        return new(Generation: ObjectWord.GenerationOf(word), Count: ObjectWord.CountOf(word));
    }

    /// <summary>Counts a reference to an object.</summary>
    protected void Increment(Address address)
    {
        if (!address.IsNull)
        {
            Objects.SetCollectorWord(address, Objects.CollectorWord(address) + 1);
        }
    }

    /// <summary>Drops a reference to an object, and frees what that leaves without one. Iterative, as CPython's trashcan: a list may be long.</summary>
    protected void Decrement(Address address)
    {
        DropCount(address);
        if (!_freeing)
        {
            FreeZeros();
        }
    }

    /// <summary>An object has no reference left: its finalizer is run, or it is freed with the references that it holds.</summary>
    protected virtual void Deallocate(Address address)
    {
        Header header = Objects.HeaderOf(address);
        ulong word = Objects.CollectorWord(address);
        ClearWeakReferences(address);
        if (HasFinalizer(address))
        {
            RunFinalizer(address);
            return;
        }

        for (int i = 0; i < header.Fields; i++)
        {
            DropField(address, header, i, Heap.ReadReference(ObjectModel.FieldSlot(address, i)));
        }

        Free(address, header, word);
    }

    /// <summary>Clears the weak references to an object.</summary>
    protected virtual void ClearWeakReferences(Address address) => _weak.ClearAll(address);

    /// <summary>Runs an object's finalizer for the only time. Frees what that leaves without a reference, the object perhaps.</summary>
    protected virtual void RunFinalizer(Address address)
    {
        Objects.SetCollectorWord(address, Objects.CollectorWord(address) | ObjectWord.Finalized);
        _finalizersRun = true;

        // What the finalizer drops is to be freed at once, even in the middle of freeing something else.
        (bool freeing, int outer) = (_freeing, _outerZeros);
        (_freeing, _outerZeros) = (false, _zeros.Count);
        Host.RunFinalizer(address);
        (_freeing, _outerZeros) = (freeing, outer);
    }

    /// <summary>What an object refers to, weak references left out.</summary>
    protected FieldReferences ReferencesOf(Address address)
    {
        Header header = Objects.HeaderOf(address);
        return new(Heap, address, header.Fields, StrongFrom(header));
    }

    /// <summary>The first field that is counted: a weak reference refers weakly by field 0.</summary>
    protected static int StrongFrom(Header holder) => holder.Kind == ObjectKind.Weak ? 1 : 0;

    private bool IsWeak(Address holder, Address slot) =>
        slot == ObjectModel.FieldSlot(holder, 0) && StrongFrom(Objects.HeaderOf(holder)) > 0;

    private Address AllocateWords(int words)
    {
        Address address = Space.Allocate(words);
        while (address.IsNull && Host.AutomaticCollection && !_collecting)
        {
            Collect(Generations - 1, CollectionReason.Exhaustion);
            Space.Sweep(this);
            address = Space.Allocate(words);
            if (!_finalizersRun)
            {
                return address;
            }
        }

        if (address.IsNull)
        {
            Space.Sweep(this);
            address = Space.Allocate(words);
        }

        return address;
    }

    private void FreeZeros()
    {
        _freeing = true;
        while (_zeros.Count > _outerZeros)
        {
            Deallocate(_zeros.Pop());
        }

        _freeing = false;
    }

    /// <summary>Drops the reference in a field, which is about to go.</summary>
    protected virtual void DropField(Address holder, Header header, int index, Address referent)
    {
        if (index < StrongFrom(header))
        {
            _weak.Remove(holder, referent);
        }
        else
        {
            DropCount(referent);
        }
    }

    private void DropCount(Address address)
    {
        if (address.IsNull)
        {
            return;
        }

        ulong word = Objects.CollectorWord(address) - 1;
        Objects.SetCollectorWord(address, word);
        if (ObjectWord.CountOf(word) == 0)
        {
            _zeros.Push(address);
        }
    }

    private void Free(Address address, Header header, ulong word)
    {
        if ((word & ObjectWord.IsTracked) != 0)
        {
            Tracked.Remove(address);
        }

        if (header.Fields > 0 && _counts[0] > 0)
        {
            _counts[0]--;
        }

        _freed[ObjectWord.GenerationOf(word)] += new Tally(1, header.Words);
        Space.Free(address, header.Words);
    }
}
