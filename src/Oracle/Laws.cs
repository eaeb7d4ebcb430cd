using GcVerify.Mutator;

namespace GcVerify.Oracle;

/// <summary>The laws that can be judged today (<c>docs/laws.md</c>).</summary>
public static class Laws
{
    /// <summary>S1.</summary>
    public static Law Safety { get; } = new("S1", "no-live-object-freed", "No reachable object is freed, at any step.", _ => true);

    /// <summary>S2.</summary>
    public static Law Contents { get; } = new("S2", "contents-intact", "Headers and raw words of a reachable object keep what was written.", _ => true);

    /// <summary>S3.</summary>
    public static Law Isomorphism { get; } = new("S3", "graph-isomorphic", "Every reference leads to the object that the mutator stored.", _ => true);

    /// <summary>S4.</summary>
    public static Law Identity { get; } = new("S4", "identity-preserved", "Two references to one object stay references to one object.", _ => true);

    /// <summary>S5.</summary>
    public static Law Placement { get; } = new("S5", "objects-apart-and-inside", "Objects do not overlap and lie inside the heap.", p => Shows(p, Sight.Locations));

    /// <summary>S6.</summary>
    public static Law NoDanglingField { get; } = new("S6", "no-dangling-reference", "No field of a reachable object leads to what is no object.", _ => true);

    /// <summary>S7.</summary>
    public static Law RootsUpdated { get; } = new("S7", "roots-updated", "Every root leads to the object that the mutator put there, wherever it lies now.", _ => true);

    /// <summary>S8.</summary>
    public static Law RememberedSet { get; } = new("S8", "remembered-set-complete", "A minor collection keeps the young objects that old ones refer to.", p => p.Generations > 1 && Shows(p, Sight.Generations));

    /// <summary>S9.</summary>
    public static Law Tricolour { get; } = new("S9", "tricolour-invariant", "When marking ends no reachable object is white; until then, where that is promised, no black object refers to a white one.", p => p.Colours);

    /// <summary>S10.</summary>
    public static Law SnapshotKept { get; } = new("S10", "snapshot-kept", "What is reachable when a collection begins is not released by it.", p => p.Snapshot && Shows(p, Sight.Releases | Sight.Cycles));

    /// <summary>S11.</summary>
    public static Law ColourLegal { get; } = new("S11", "colour-legal", "Nothing is grey but while marking is under way, and what is white when it ends is exactly what the collection releases.", p => p.Colours);

    /// <summary>S12.</summary>
    public static Law Age { get; } = new("S12", "age-and-promotion", "An object ages by one with each collection it survives and is promoted at the promised age.", p => p.Generations > 1 && p.PromotionAge > 0 && Shows(p, Sight.Generations));

    /// <summary>S13.</summary>
    public static Law ReleasedUntouched { get; } = new("S13", "released-memory-untouched", "Released memory is never touched, nor released again.", _ => true);

    /// <summary>S14.</summary>
    public static Law NotMoved { get; } = new("S14", "non-movers-do-not-move", "What must not move stays where it is: every object of a collector that does not move, every pinned one of a collector that does.", p => (!p.Moves || p.Pinning) && Shows(p, Sight.Locations));

    /// <summary>S15.</summary>
    public static Law FreshMemory { get; } = new("S15", "fresh-memory", "A new object has the shape that was asked for, null fields and zero raw words.", p => Shows(p, Sight.Locations));

    /// <summary>S17.</summary>
    public static Law NewSurvive { get; } = new("S17", "new-objects-survive", "What is allocated while a collection is under way is not released by it.", p => p.AllocatesBlack && Shows(p, Sight.Releases | Sight.Cycles));

    /// <summary>S18.</summary>
    public static Law Counts { get; } = new("S18", "count-equals-references", "A reference count equals the references from objects that are not freed and, unless that is deferred, from roots.", p => p.Counts != CountedReferences.None);

    /// <summary>S19.</summary>
    public static Law Reentrancy { get; } = new("S19", "collection-inside-finalizer", "A collection that a finalizer asks for inside another collection frees nothing reachable.", p => p.Finalizers);

    /// <summary>S20.</summary>
    public static Law Refusal { get; } = new("S20", "refusal-harmless", "A refused allocation leaves the heap as it was.", _ => true);

    /// <summary>W1.</summary>
    public static Law WeakClearedOnlyIfDead { get; } = new("W1", "weak-cleared-only-if-dead", "A weak reference is cleared only if its referent is unreachable.", p => p.WeakReferences || p.Ephemerons);

    /// <summary>W2.</summary>
    public static Law WeakNeverYieldsDead { get; } = new("W2", "weak-never-yields-dead", "A weak reference is cleared no later than its referent is freed.", p => p.WeakReferences || p.Ephemerons);

    /// <summary>W3.</summary>
    public static Law WeakClearedTogether { get; } = new("W3", "weak-cleared-together", "All reachable weak references to one object are cleared at once.", p => p.WeakReferences || p.Ephemerons);

    /// <summary>W4.</summary>
    public static Law WeakKeepsNothing { get; } = new("W4", "weak-keeps-nothing", "A weak reference does not keep its referent.", p => p.WeakReferences);

    /// <summary>W5.</summary>
    public static Law Ephemerons { get; } = new("W5", "ephemerons", "An ephemeron's value is kept by it exactly while its key and the ephemeron are alive, through chains and cycles.", p => p.Ephemerons);

    /// <summary>W6.</summary>
    public static Law WeakBeforeFinalizers { get; } = new("W6", "weak-before-finalizers", "Weak references are cleared before the finalizer of their referent, or not before it is freed: as promised.", p => p.WeakReferences && p.Finalizers && !p.ClearsInEitherOrder && (!p.ClearsBeforeFinalizers || Shows(p, Sight.Clearings)));

    /// <summary>F1.</summary>
    public static Law FinalizedOnce { get; } = new("F1", "finalized-once", "A finalizer runs once per object.", p => p.Finalizers);

    /// <summary>F2.</summary>
    public static Law FinalizedOnlyIfDead { get; } = new("F2", "finalized-only-if-dead", "Only an unreachable object is finalized.", p => p.Finalizers);

    /// <summary>F3.</summary>
    public static Law FinalizedInTime { get; } = new("F3", "finalized-in-time", "An unreachable object with a finalizer is finalized by the next full collection, and before it is freed.", p => p.Finalizers);

    /// <summary>F4.</summary>
    public static Law FinalizationOrder { get; } = new("F4", "finalization-order", "Objects that are found dead together are finalized in the promised order.", p => p.Finalizers && p.FinalizationOrder != Mutator.FinalizationOrder.Unspecified);

    /// <summary>F5.</summary>
    public static Law Resurrection { get; } = new("F5", "resurrection", "What a finalizer can reach, or has made reachable again, is kept.", p => p.Finalizers);

    /// <summary>F6.</summary>
    public static Law FinalizerFreedom { get; } = new("F6", "finalizer-freedom", "A finalizer may allocate, collect and mutate, and what it creates is not lost.", p => p.Finalizers);

    /// <summary>F7.</summary>
    public static Law Uncollectable { get; } = new("F7", "uncollectable-listed", "Of what is found on garbage cycles or hanging from them exactly what is promised to be uncollectable is kept, and listed.", p => p.Uncollectable != UncollectableGarbage.None);

    /// <summary>L1.</summary>
    public static Law Completeness { get; } = new("L1", "garbage-reclaimed", "After the promised number of full collections what is kept is what is reachable, and what the promises permit.", p => p.Completeness != Mutator.Completeness.Nothing);

    /// <summary>L2.</summary>
    public static Law Cycles { get; } = new("L2", "cycles", "Garbage cycles and what hangs from them are reclaimed; under plain counting exactly they are kept.", p => p.Completeness == Mutator.Completeness.Acyclic || (p.Immediate && p.Completeness == Mutator.Completeness.Complete));

    /// <summary>L3.</summary>
    public static Law Nepotism { get; } = new("L3", "minor-reclaims-dead-young", "A minor collection reclaims every dead young object that no old object refers to, garbage or not.", p => p.Generations > 1 && Shows(p, Sight.Releases | Sight.Generations));

    /// <summary>L4.</summary>
    public static Law HonestRefusal { get; } = new("L4", "honest-refusal", "An allocation is refused only if live objects and the request exceed the promised words, or no free run can hold it.", p => Shows(p, Sight.Sizes));

    /// <summary>L6.</summary>
    public static Law Occupancy { get; } = new("L6", "metadata-bounded", "Metadata takes no more words than promised.", p => Shows(p, Sight.Sizes));

    /// <summary>L7.</summary>
    public static Law Idempotence { get; } = new("L7", "second-collection-frees-nothing", "A full collection right after another frees nothing.", p => p.Completeness != Mutator.Completeness.Nothing && p.CollectionsToQuiescence == 1);

    /// <summary>L8.</summary>
    public static Law Drag { get; } = new("L8", "drag-bounded", "What is garbage when a collection in slices begins is freed before more has been allocated than promised.", p => p.Incremental && p.Drag.IsPromised && Shows(p, Sight.Sizes | Sight.Cycles));

    /// <summary>L9.</summary>
    public static Law FloatingGarbage { get; } = new("L9", "floating-garbage-bounded", "What is garbage when a collection begins is released when it ends.", p => p.Incremental && p.Completeness == Mutator.Completeness.Complete && p.CollectionsToQuiescence == 1 && Shows(p, Sight.Cycles));

    /// <summary>A1.</summary>
    public static Law ReportedFreed { get; } = new("A1", "reported-freed-is-true", "What a collection reports as freed is what was freed, in each generation.", p => Shows(p, Sight.Tallies));

    /// <summary>A2.</summary>
    public static Law Conservation { get; } = new("A2", "allocated-less-freed", "Words in use are words allocated less words freed.", p => Shows(p, Sight.Sizes) && !(p.Moves && p.Incremental));

    /// <summary>A3.</summary>
    public static Law Thresholds { get; } = new("A3", "collections-when-promised", "Collections take place exactly when they are asked for, when a threshold is reached, or when an allocation does not fit; none unasked while disabled.", _ => true);

    /// <summary>P1.</summary>
    public static Law StepWork { get; } = new("P1", "step-work-bounded", "A step makes no more heap accesses than promised, and steps of so many words end a collection.", p => p.StepWork.IsPromised || p.CycleWords > 0);

    /// <summary>P2.</summary>
    public static Law AllocationWork { get; } = new("P2", "allocation-pause-bounded", "An allocation that fits makes no more heap accesses than promised, a slice of a collection included.", p => p.AllocationWork.IsPromised);

    /// <summary>P3.</summary>
    public static Law Progress { get; } = new("P3", "every-call-returns", "Every call to the collector returns: deep lists, wide objects and long cycles need no deep stack and no exception.", _ => true);

    /// <summary>M1.</summary>
    public static Law CollectionsInvisible { get; } = new("M1", "collections-invisible", "Extra collections change nothing that the mutator sees.", _ => true);

    /// <summary>M2.</summary>
    public static Law RenamingInvisible { get; } = new("M2", "renaming-invisible", "Renaming the roots changes nothing that the mutator sees.", _ => true);

    /// <summary>M3.</summary>
    public static Law Agreement { get; } = new("M3", "collectors-agree", "All collectors show the mutator the same.", _ => true);

    /// <summary>M4.</summary>
    public static Law Repeatable { get; } = new("M4", "repeatable", "The same program twice gives the same trace.", _ => true);

    /// <summary>M5.</summary>
    public static Law ObservationInvisible { get; } = new("M5", "observation-invisible", "Observing a run does not change it.", _ => true);

    /// <summary>All laws, in the order of their ids.</summary>
    public static IReadOnlyList<Law> All { get; } =
    [
        Safety, Contents, Isomorphism, Identity, Placement, NoDanglingField, RootsUpdated, RememberedSet, Tricolour, SnapshotKept, ColourLegal, Age,
        ReleasedUntouched, NotMoved, FreshMemory, NewSurvive, Counts, Reentrancy, Refusal,
        WeakClearedOnlyIfDead, WeakNeverYieldsDead, WeakClearedTogether, WeakKeepsNothing, Ephemerons, WeakBeforeFinalizers,
        FinalizedOnce, FinalizedOnlyIfDead, FinalizedInTime, FinalizationOrder, Resurrection, FinalizerFreedom, Uncollectable,
        Completeness, Cycles, Nepotism, HonestRefusal, Occupancy, Idempotence, Drag, FloatingGarbage, ReportedFreed, Conservation,
        Thresholds, StepWork, AllocationWork, Progress, CollectionsInvisible, RenamingInvisible, Agreement, Repeatable, ObservationInvisible,
    ];

    /// <summary>The law with this id, or null.</summary>
    public static Law? Find(string id) => All.FirstOrDefault(law => string.Equals(law.Id, id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The law that a breakdown violates.</summary>
    public static Law Of(FaultKind kind) => kind switch
    {
        FaultKind.FreeWordTouched or FaultKind.ReleasedWrongly => ReleasedUntouched,
        FaultKind.OutsideHeap or FaultKind.ClaimedTwice or FaultKind.WrongKindOfWord => Placement,
        FaultKind.BadHeader => Contents,
        FaultKind.TooMuchMetadata => Occupancy,
        FaultKind.BadAllocation => FreshMemory,
        _ => Progress,
    };

    /// <summary>Whether the subject lets be seen what a law needs.</summary>
    private static bool Shows(Promises promises, Sight sight) => (promises.Sight & sight) == sight;
}
