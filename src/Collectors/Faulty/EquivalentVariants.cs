namespace GcVerify.Collectors.Faulty;

/// <summary>A row of the list of faults on a family of collectors where the edit is no bug, or cannot be made.</summary>
/// <param name="Ids">Ids of the faults.</param>
/// <param name="On">The collectors.</param>
/// <param name="Why">The argument, a sentence or more.</param>
public sealed record EquivalentVariant(string Ids, string On, string Why);

/// <summary>Edits that are no bugs: they break no law that the collector promises to keep.</summary>
public static class EquivalentVariants
{
    /// <summary>All that are known.</summary>
    public static IReadOnlyList<EquivalentVariant> All { get; } =
    [
        new("A1 A2", "reference-counting, trial-deletion, cpython",
            "There is no loop over roots: each is counted when it is stored into. Deferred counting, which has one, stands for the family."),
        new("A5 E5 G1 to G4", "collectors that do not move objects", "No address changes."),
        new("A6", "semispace, baker-copying, mark-compact's second pass", "To-space is the queue; there is no stack that could overflow."),
        new("A8", "reference-counting, trial-deletion, deferred-reference-counting",
            "References are counted where they are stored, and raw words are not stored through a barrier. For cpython, whose collections scan objects, the edit is a bug, but it takes raw words that equal addresses of "
            + "objects on one cycle, and it was not caught from each of four seeds: it is not among the faults."),
        new("B1 B2", "mark-sweep, semispace, mark-compact, mark-region", "They have no barrier."),
        new("B4", "incremental-mark-sweep, baker-copying", "What is overwritten need not be kept: an insertion or a read barrier covers where it went."),
        new("D1", "snapshot-mark-sweep", "The mutator holds nothing but what the snapshot reached, what is new, and what it loaded weakly, which was shaded."),
        new("D1", "baker-copying", "Roots refer to to-space from the flip on; none can come to refer to from-space again."),
        new("D2", "incremental-mark-sweep, while marking",
            "What is reachable when marking ends is found by the scan of the roots, new or not. Only the promises go that new objects survive (S17) and that marking ends (P1); and only until finalizers become due."),
        new("E2 E3 E4", "reference-counting, trial-deletion, deferred-reference-counting, cpython", "They do not honour ephemerons, and say so: these are plain pairs."),
        new("E7", "incremental-mark-sweep", "What is loaded weakly is in a root, which is scanned before marking ends, or was stored, which is shaded."),
        new("E7", "collectors whose collections do not span operations", "No load takes place in a collection, but in finalizers of cpython, when weak references have been cleared."),
        new("F1 to F3, F5", "reference-counting, trial-deletion, deferred-reference-counting", "They do not honour finalizers, and say so."),
        new("F4", "all but cpython", "Finalizers become pending; they run in the operation `finalize`, never inside a collection."),
        new("H2", "deferred-reference-counting", "An object whose count falls to zero waits in the table; storing a reference over itself takes it in and out again."),
        new("H4 H5", "reference-counting, deferred-reference-counting", "They do not look for cycles."),
        new("I1 I3", "reference-counting, no-collection", "No collection takes place unasked."),
    ];
}
