namespace GcVerify.Collectors.Faulty;

/// <summary>The deliberate bugs of <c>baker-copying</c>.</summary>
internal static class BakerFaults
{
    private const string On = "baker-copying";

    /// <summary>The bugs, in the order of their ids.</summary>
    public static IReadOnlyList<FaultEntry> All { get; } =
    [
        new("skips-last-field-baker", "A3", On, ["S9", "S6"],
            "the last field of a copy is not updated", host => new SkipsLastFieldBaker(host)),
        new("root-not-updated", "A5", On, ["S7", "S1"], "the last root keeps its address in from-space", host => new RootNotUpdated(host)),
        new("no-read-barrier", "B2", On, ["S9", "S7"], "what the mutator loads stays in from-space", host => new NoReadBarrier(host)),
        new("allocation-does-too-little", "D7", On, ["L8"],
            "an allocation does one word of work, whatever its size", host => new AllocationDoesTooLittle(host)),
        new("weak-cleared-late-baker", "E1", On, ["W2", "W6"],
            "weak references to dead objects are not cleared", host => new BakerCopying(host, new WeakClearedLate(host))),
        new("ephemeron-is-strong-baker", "E3", On, ["W5", "L9"],
            "the value of an ephemeron is traced whether or not its key is alive", host => new BakerCopying(host, new EphemeronIsStrong(host))),
        new("ephemeron-seen-once-baker", "E4", On, ["W1"],
            "an ephemeron is looked at once, when it is scanned, though its key may be reached later", host => new BakerCopying(host, new EphemeronSeenOnce(host))),
        new("weak-not-forwarded-baker", "E5", On, ["S6"],
            "a weak reference to an object that moves keeps the old address", host => new BakerCopying(host, new WeakNotForwarded(host))),
        new("weak-is-strong-baker", "E6", On, ["W4", "L9"],
            "the field of a weak reference is traced", host => new BakerCopying(host, new WeakIsStrong(host))),
        new("weak-load-not-forwarded", "E7", On, ["S9", "S7"],
            "what is loaded through a weak reference stays in from-space", host => new WeakLoadNotForwarded(host)),
        new("value-not-kept-for-new-key-baker", "E9", On, ["W5", "S6", "S9", "F2"],
            "the value of an ephemeron that gets another key is not looked at again", host => new ValueNotKeptForNewKeyBaker(host)),
        new("finalizes-twice-baker", "F1", On, ["F1"],
            "an object whose finalizer is due stays registered", host => new BakerCopying(host, new FinalizesTwice(host))),
        new("never-finalizes-baker", "F2", On, ["F3"],
            "the second of the objects that are found dead together is not finalized", host => new BakerCopying(host, new NeverFinalizes(host))),
        new("resurrected-children-lost-baker", "F3", On, ["F5"],
            "an object is kept for its finalizer, what it refers to is not", host => new ResurrectedChildrenLostBaker(host)),
        new("finalizes-reachable-baker", "F5", On, ["F2"],
            "finalizers are due at the flip, before any copy has been scanned", host => new FinalizesReachableBaker(host)),
        new("barrier-copies-twice", "G1", On, ["S4"],
            "the read barrier copies an object that has been copied already", host => new BarrierCopiesTwice(host)),
    ];
}
