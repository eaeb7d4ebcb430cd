using GcVerify.Mutator;

namespace GcVerify.Verification;

/// <summary>Something that can happen to a collector, and that a campaign should have made happen.</summary>
public enum CollectorEvent
{
    /// <summary>An allocation was refused.</summary>
    Refusal,

    /// <summary>A full collection because the program asked.</summary>
    FullOnRequest,

    /// <summary>A full collection because a threshold was reached.</summary>
    FullAtThreshold,

    /// <summary>A full collection because an allocation did not fit.</summary>
    FullOnExhaustion,

    /// <summary>A minor collection because the program asked.</summary>
    MinorOnRequest,

    /// <summary>A minor collection because a threshold was reached.</summary>
    MinorAtThreshold,

    /// <summary>A minor collection because an allocation did not fit.</summary>
    MinorOnExhaustion,

    /// <summary>Automatic collection was disabled while the program allocated.</summary>
    AllocationWhileDisabled,

    /// <summary>A threshold was set.</summary>
    ThresholdSet,

    /// <summary>An object survived a collection and stayed young.</summary>
    Survival,

    /// <summary>An object was promoted.</summary>
    Promotion,

    /// <summary>An object old enough for promotion stayed young, as the old generation had no room.</summary>
    PromotionFailure,

    /// <summary>An object was allocated in an older generation at once.</summary>
    Pretenuring,

    /// <summary>A young reference was stored into an old object.</summary>
    OldToYoungStore,

    /// <summary>A young reference was moved or copied in bulk into an old object.</summary>
    OldToYoungBulk,

    /// <summary>An object was freed outside a collection.</summary>
    FreedAtOnce,

    /// <summary>Several objects were freed by one operation outside a collection.</summary>
    FreedInCascade,

    /// <summary>A counted reference was dropped, and others to the same object were left.</summary>
    CountFell,

    /// <summary>The last reference from an object to one that a root refers to was dropped.</summary>
    CountFellToRoots,

    /// <summary>A collection freed what counting had left to wait.</summary>
    FreedWhenReconciled,

    /// <summary>A garbage cycle was reclaimed.</summary>
    CycleReclaimed,

    /// <summary>Garbage was kept that the promises permit.</summary>
    PermittedLeak,

    /// <summary>An object was listed as garbage that is not freed.</summary>
    GarbageListed,

    /// <summary>An object was allocated where an earlier one had been.</summary>
    MemoryReused,

    /// <summary>An object was moved.</summary>
    ObjectMoved,

    /// <summary>A reference was stored over itself.</summary>
    SelfStore,

    /// <summary>A field that referred to an object was overwritten.</summary>
    Overwrite,

    /// <summary>A result passed out of a frame.</summary>
    ResultPassedOut,

    /// <summary>A local was the last reference to an object when its frame ended.</summary>
    DeathWithFrame,

    /// <summary>More than 64 fields of one object referred to objects in a collection.</summary>
    WideObject,

    /// <summary>A graph of more than 64 objects was live in a collection.</summary>
    LargeGraph,

    /// <summary>A reference was stored into a field while a collection was under way.</summary>
    StoreWhileCollecting,

    /// <summary>An object was allocated while a collection was under way.</summary>
    AllocationWhileCollecting,
}

/// <summary>Which events can happen to which collector.</summary>
public static class CollectorEvents
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<CollectorEvent> All { get; } = Enum.GetValues<CollectorEvent>();

    /// <summary>The event's name in output, kebab-case.</summary>
    public static string NameOf(CollectorEvent happened) =>
        string.Concat(happened.ToString().Select((letter, i) => char.IsUpper(letter) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString()));

    /// <summary>Whether the event can happen to a collector with these promises, in a heap of the default size unless <paramref name="scarce"/>.</summary>
    public static bool CanHappen(CollectorEvent happened, Promises promises, bool scarce)
    {
        ArgumentNullException.ThrowIfNull(promises);
        bool tracing = promises.Completeness == Completeness.Complete;
        bool full = promises.Thresholds.Length >= promises.Generations;
        return happened switch
        {
            CollectorEvent.Refusal => scarce,

            // Each older threshold counts collections at the one before: no program of ordinary length gets there where all three must be exceeded.
            CollectorEvent.FullAtThreshold => full && !promises.ThresholdsAreNested,
            CollectorEvent.FullOnExhaustion => scarce && !promises.Thresholds.IsEmpty,
            CollectorEvent.MinorOnRequest => promises.Generations > 1,
            CollectorEvent.MinorAtThreshold => promises.Generations > 1 && !promises.Thresholds.IsEmpty,
            CollectorEvent.MinorOnExhaustion => promises.Generations > 1 && promises.Moves,
            CollectorEvent.AllocationWhileDisabled or CollectorEvent.ThresholdSet => !promises.Thresholds.IsEmpty,
            CollectorEvent.Survival => promises.PromotionAge > 1,
            CollectorEvent.Promotion => promises.PromotionAge > 0,
            CollectorEvent.PromotionFailure => scarce && promises.PromotionAge > 0,
            CollectorEvent.Pretenuring => promises.Generations > 1 && promises.Moves,
            CollectorEvent.OldToYoungStore or CollectorEvent.OldToYoungBulk => promises.Generations > 1,
            CollectorEvent.FreedAtOnce or CollectorEvent.FreedInCascade => promises.Immediate,
            CollectorEvent.CountFell => promises.Counts != CountedReferences.None,
            CollectorEvent.CountFellToRoots or CollectorEvent.FreedWhenReconciled => promises.Counts == CountedReferences.FromObjects,
            CollectorEvent.CycleReclaimed => tracing,
            CollectorEvent.PermittedLeak => promises.Completeness == Completeness.Acyclic,
            CollectorEvent.GarbageListed => promises.Uncollectable != UncollectableGarbage.None,
            CollectorEvent.MemoryReused => promises.Completeness != Completeness.Nothing && (promises.Sight & Sight.Locations) != 0,
            CollectorEvent.ObjectMoved => promises.Moves && (promises.Sight & Sight.Locations) != 0,

            // Half of a scarce heap, which is all that copying without generations can use, holds no such graph.
            CollectorEvent.WideObject or CollectorEvent.LargeGraph => !scarce || !promises.Moves || promises.Generations > 1,
            CollectorEvent.StoreWhileCollecting or CollectorEvent.AllocationWhileCollecting => promises.Incremental,
            _ => true,
        };
    }
}
