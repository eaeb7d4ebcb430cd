using System.Collections.Immutable;

namespace GcVerify.Mutator;

/// <summary>Which garbage a collector undertakes to find.</summary>
public enum Completeness
{
    /// <summary>None: it only allocates.</summary>
    Nothing,

    /// <summary>All but what lies on a garbage cycle or hangs from one: plain reference counting.</summary>
    Acyclic,

    /// <summary>All of it.</summary>
    Complete,
}

/// <summary>In which order the finalizers run of objects that are found dead together.</summary>
public enum FinalizationOrder
{
    /// <summary>Not said.</summary>
    Unspecified,

    /// <summary>The object that was allocated first comes first.</summary>
    Allocation,

    /// <summary>The object that was allocated last comes first (Lua).</summary>
    ReverseAllocation,
}

/// <summary>Which of the garbage that a collection finds on cycles, and hanging from them, it does not free.</summary>
public enum UncollectableGarbage
{
    /// <summary>None.</summary>
    None,

    /// <summary>
    /// Cycles with an object whose finalizer has not run, as no order of finalization is right for them, and what hangs from them (CPython before PEP 442). Of these the objects with such finalizers are
    /// listed (<see cref="IObserver.Uncollectable"/>). What leads to such a cycle is freed, and so are other cycles, with the finalizers run of what hangs from those only.
    /// </summary>
    WithFinalizers,

    /// <summary>All of it, and each object is listed or can be reached from one that is: for debugging (CPython's <c>gc.DEBUG_SAVEALL</c>).</summary>
    Everything,
}

/// <summary>Which references the count of an object is the number of.</summary>
public enum CountedReferences
{
    /// <summary>No counts are told.</summary>
    None,

    /// <summary>Those in roots and in strong fields of objects that are not freed.</summary>
    All,

    /// <summary>Those in strong fields of objects that are not freed: deferred counting, which leaves roots to be scanned.</summary>
    FromObjects,
}

/// <summary>What a threshold counts.</summary>
public enum ThresholdUnit
{
    /// <summary>Words allocated since the last collection of this generation or an older one.</summary>
    AllocatedWords,

    /// <summary>Objects allocated less objects freed, never below 0, since the last collection of this generation or an older one began.</summary>
    NetObjects,

    /// <summary>As <see cref="NetObjects"/>, of objects with reference fields only; the allocation of another one does not trigger (CPython's generation 0).</summary>
    NetContainers,

    /// <summary>Collections of the next younger generation since the last collection of this one or an older one.</summary>
    YoungerCollections,
}

/// <summary>
/// When a generation is collected unasked: in the first allocation that finds the counter at or above
/// <paramref name="Initial"/>, before it allocates. The oldest generation that is due is collected. 0 = never. Where collections are
/// <see cref="Promises.Incremental"/>, the one that is due begins in that allocation, and none is due while one is under way.
/// </summary>
/// <param name="Unit">What is counted.</param>
/// <param name="Initial">The threshold until the operation <c>threshold</c> changes it.</param>
/// <param name="Exceeded">The counter has to be above the threshold; at it is not enough.</param>
public readonly record struct Threshold(ThresholdUnit Unit, int Initial, bool Exceeded = false);

/// <summary>What a subject lets be seen of itself. A law that needs what cannot be seen does not apply.</summary>
[Flags]
public enum Sight
{
    /// <summary>No more than loads, deaths some time after they happen, and walks.</summary>
    Least = 0,

    /// <summary>Where objects lie; else locations are 0.</summary>
    Locations = 1,

    /// <summary>How many words objects occupy; else sizes are 0.</summary>
    Sizes = 2,

    /// <summary>Raw words; else views have none, only whether the content is intact.</summary>
    RawWords = 4,

    /// <summary>Deaths in the operation that causes them; else in some later one, at the latest before a full collection is reported.</summary>
    Releases = 8,

    /// <summary>How much collections free; else summaries have no tallies.</summary>
    Tallies = 16,

    /// <summary>
    /// That a weak reference is cleared, in the operation that clears it, and before the finalizers that the same collection starts; else when it is
    /// read as null, at the latest before a collection is reported.
    /// </summary>
    Clearings = 32,

    /// <summary>To which generation objects belong, and how old they are in it.</summary>
    Generations = 64,

    /// <summary>When collections that span operations begin and end.</summary>
    Cycles = 128,

    /// <summary>Collections that the program did not ask for; else these are not reported.</summary>
    Automatic = 256,

    /// <summary>All of that.</summary>
    Everything = Locations | Sizes | RawWords | Releases | Tallies | Clearings | Generations | Cycles | Automatic,
}

/// <summary>A run of words of the heap.</summary>
/// <param name="Start">Address of the first word.</param>
/// <param name="Words">Its length.</param>
public readonly record struct WordRange(int Start, int Words)
{
    /// <summary>The address after the last word.</summary>
    public int End => Start + Words;

    /// <summary>Whether the word at <paramref name="address"/> belongs to it.</summary>
    public bool Contains(int address) => address >= Start && address < End;
}

/// <summary>
/// What a collector undertakes, and so what may be demanded of it; never evidence. A default is the strictest promise of
/// a plain tracing collector: state only what differs.
/// </summary>
public sealed record Promises
{
    /// <summary>Words that objects can occupy at the same time; an allocation within them is refused only if <see cref="FitSpace"/> says why.</summary>
    public required int UsableWords { get; init; }

    /// <summary>The space, if objects cannot be moved within it, in which an allocation may fail because no free run of whole granules is long enough.</summary>
    public WordRange FitSpace { get; init; }

    /// <summary>
    /// A full collection closes every gap in <see cref="FitSpace"/> but those that pinned objects make: while collection is automatic,
    /// only with a pinned object in the heap may an allocation fail for want of a free run.
    /// </summary>
    public bool Compacts { get; init; }

    /// <summary>What can be seen of the subject. Says nothing of a collector: a simulated subject shows everything, whatever its collector says.</summary>
    public Sight Sight { get; init; } = Sight.Everything;

    /// <summary>Which garbage a full collection finds.</summary>
    public Completeness Completeness { get; init; } = Completeness.Complete;

    /// <summary>Full collections in a row after which all promised garbage is gone.</summary>
    public int CollectionsToQuiescence { get; init; } = 1;

    /// <summary>Garbage that is on no cycle and hangs from none is gone when the operation that made it ends.</summary>
    public bool Immediate { get; init; }

    /// <summary>Objects may change their address.</summary>
    public bool Moves { get; init; }

    /// <summary>Generations, 1 for a collector that has none.</summary>
    public int Generations { get; init; } = 1;

    /// <summary>Collections that an object survives in a generation before the next one takes it; 0 where the collector does not say.</summary>
    public int PromotionAge { get; init; }

    /// <summary>When generation k is collected unasked; empty where nothing is promised.</summary>
    public ImmutableArray<Threshold> Thresholds { get; init; } = [];

    /// <summary>The thresholds of older generations are looked at only when the youngest is due (CPython).</summary>
    public bool ThresholdsAreNested { get; init; }

    /// <summary>Instead of the oldest generation that is due the next older of those due may be collected, as long as few objects wait for it (CPython's quarter).</summary>
    public bool DefersFull { get; init; }

    /// <summary>
    /// Its view of an object has a reference count, which equals the references of this kind that exist outside finalizers.
    /// </summary>
    public CountedReferences Counts { get; init; }

    /// <summary>
    /// Words that are released together, 1 where every object is released by itself. Granules begin at multiples of this, counted from word
    /// 0. A dead object is permitted where every granule it touches holds a word of a live one, and no longer.
    /// </summary>
    public int ReleaseGranule { get; init; } = 1;

    /// <summary>Words of metadata (tables, bitmaps; links in free cells do not count) that it may claim at most.</summary>
    public int MetadataWords { get; init; }

    /// <summary>Honours weak references; otherwise they are strong.</summary>
    public bool WeakReferences { get; init; }

    /// <summary>Honours ephemerons; otherwise key and value are strong.</summary>
    public bool Ephemerons { get; init; }

    /// <summary>Runs finalizers; otherwise a finalizable object is a plain one.</summary>
    public bool Finalizers { get; init; }

    /// <summary>In which order.</summary>
    public FinalizationOrder FinalizationOrder { get; init; }

    /// <summary>
    /// Which garbage is kept: what is listed stays for good from the end of the collection on, with all that it reaches, by a reference of the list that counts
    /// like any other. <see cref="UncollectableGarbage.WithFinalizers"/> only for collectors that free at once what is on no cycle and hangs from none.
    /// </summary>
    public UncollectableGarbage Uncollectable { get; init; }

    /// <summary>
    /// Weak references to an object are cleared before its finalizer is pending or runs (PEP 442, <c>java.lang.ref.WeakReference</c>); otherwise when it is released.
    /// </summary>
    public bool ClearsBeforeFinalizers { get; init; } = true;

    /// <summary>Weak references may be cleared sooner or later than <see cref="ClearsBeforeFinalizers"/> says (CPython: when a count falls to zero, later).</summary>
    public bool ClearsInEitherOrder { get; init; }

    /// <summary>
    /// It finds roots by looking at words that may be references: what is left over on a stack or in a register may keep garbage, though not for
    /// ever and not each time. Garbage that is kept is held against it only if that can be repeated.
    /// </summary>
    public bool Conservative { get; init; }

    /// <summary>The names of the containers that can represent an object, by number; none where there is one only.</summary>
    public ImmutableArray<string> Containers { get; init; } = [];

    /// <summary>Keeps objects where they are as long as they are pinned; a collector that does not move has no need to say so.</summary>
    public bool Pinning { get; init; }

    /// <summary>Never frees immortal objects and what they reach; otherwise they are plain ones.</summary>
    public bool Immortals { get; init; }

    /// <summary><c>step</c> does a slice of a collection; otherwise it does nothing.</summary>
    public bool Incremental { get; init; }

    /// <summary>Its view of an object has a colour. What is white when marking ends is what the collection releases.</summary>
    public bool Colours { get; init; }

    /// <summary>
    /// No black object refers to a white one while a collection is under way: the strong tri-colour invariant, which insertion and read
    /// barriers keep. Judged by <see cref="Colours"/>.
    /// </summary>
    public bool StrongInvariant { get; init; }

    /// <summary>
    /// What is reachable when a collection begins is not released by it, though it may become garbage meanwhile: snapshot at the beginning.
    /// </summary>
    public bool Snapshot { get; init; }

    /// <summary>What is allocated while a collection is under way is not released by it, though it may become garbage meanwhile.</summary>
    public bool AllocatesBlack { get; init; }

    /// <summary>What a <c>step</c> costs at most, in words of its budget.</summary>
    public WorkBound StepWork { get; init; }

    /// <summary>
    /// What an allocation costs at most, in words of the new object, its slice of a collection included; unless automatic collection is
    /// disabled, or the allocation is refused or makes a collection end because it does not fit.
    /// </summary>
    public WorkBound AllocationWork { get; init; }

    /// <summary>
    /// Steps whose budgets add up to more than this end a collection, whatever the mutator does between them; 0 where nothing is promised.
    /// </summary>
    public int CycleWords { get; init; }

    /// <summary>
    /// While automatic collection is enabled, a collection that spans operations ends, and what was garbage when it began is released, before
    /// more words than this have been allocated since.
    /// </summary>
    public DragBound Drag { get; init; }
}
