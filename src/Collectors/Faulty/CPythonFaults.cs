namespace GcVerify.Collectors.Faulty;

/// <summary>The deliberate bugs of <c>cpython</c> and of what it does with garbage that it does not free.</summary>
internal static class CPythonFaults
{
    private const string On = "cpython";
    private const string Older = "cpython-uncollectable";

    /// <summary>The bugs, in the order of their ids.</summary>
    public static IReadOnlyList<FaultEntry> All { get; } =
    [
        new(
            "skips-last-field-cpython", "A3", On, ["L2"], "the reference in the last field of an object is not subtracted",
            host => new SkipsLastFieldCPython(host)),
        new("treats-kind-as-leaf-cpython", "A4", On, ["L2"],
            "the references of objects with raw words are not subtracted", host => new TreatsKindAsLeafCPython(host)),
        new(
            "threshold-off-by-one-cpython", "C5", On, ["A3"], "generation 0 is collected one allocation late",
            host => new ThresholdOffByOneCPython(host)),
        new(
            "weak-to-cycle-not-cleared-cpython", "E1", On, ["W2"], "weak references to objects on cycles are not cleared",
            host => new WeakToCycleNotClearedCPython(host)),
        new(
            "finalizes-twice-cpython", "F1", On, ["F1"], "that a finalizer has run is forgotten when the count is copied",
            host => new FinalizesTwiceCPython(host)),
        new("never-finalizes-cpython", "F2", On, ["F3"],
            "objects with raw words are not known to have finalizers", host => new NeverFinalizesCPython(host)),
        new(
            "resurrected-children-lost-cpython", "F3", On, ["S18", "F5", "A1"], "what a resurrected object refers to is not kept",
            host => new ResurrectedChildrenLostCPython(host)),
        new(
            "finalizer-reenters-collector", "F4", On, ["F2", "A1"],
            "a collection that a finalizer asks for runs inside the one that is under way",
            host => new FinalizerReentersCollector(host)),
        new(
            "finalizes-reachable-cpython", "F5", On, ["F2", "W1"],
            "what a reachable object refers to is found reachable only when finalizers have run", host => new FinalizesReachableCPython(host)),
        new(
            "uncollectable-not-listed", "F6", Older, ["F7"], "cycles with finalizers are kept, but not listed",
            host => new UncollectableNotListed(host)),
        new(
            "saved-not-listed", "F6", "cpython-save-all", ["F7"], "cycles of objects with raw words are kept, but not listed",
            host => new SavedNotListed(host)),
        new(
            "reached-by-finalizer-freed", "F7", Older, ["F7"], "what objects with finalizers reach is not kept for them",
            host => new ReachedByFinalizerFreed(host)),
        new(
            "lists-without-finalizer", "F8", Older, ["F7"], "what is kept for objects with finalizers is listed too",
            host => new ListsWithoutFinalizer(host)),
        new(
            "uncollectable-finalized", "F9", Older, ["F7"], "a cycle with one finalizer is finalized and freed",
            host => new UncollectableFinalized(host)),
        new(
            "subtracts-twice", "H4", On, ["S1"], "a reference from within is subtracted twice, and so cancels one from outside",
            host => new SubtractsTwice(host)),
        new(
            "keeps-tail-of-cycle", "H5", On, ["L2", "S18", "L3"], "objects without fields that hang from a garbage cycle are kept",
            host => new KeepsTailOfCycle(host)),
        new(
            "ignores-disable-cpython", "I1", On, ["A3"], "thresholds are honoured although collection is disabled",
            host => new CPythonScheme(new StuckSwitch(host, on: true))),
        new(
            "double-reports-freed-cpython", "I2", On, ["A1"], "one more object is reported as freed than was",
            host => new DoubleReportsFreedCPython(host)),
    ];
}
