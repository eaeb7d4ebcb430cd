namespace GcVerify.Collectors.Faulty;

/// <summary>The deliberate bugs of <c>trial-deletion</c>.</summary>
internal static class TrialDeletionFaults
{
    private const string On = "trial-deletion";

    /// <summary>The bugs, in the order of their ids.</summary>
    public static IReadOnlyList<FaultEntry> All { get; } =
    [
        new(
            "skips-last-field-trial-deletion", "A3", On, ["L2", "S18"], "the last field of an object is not traced",
            host => new SkipsLastFieldTrialDeletion(host)),
        new(
            "barrier-reads-new-value-trial-deletion", "B5", On, ["S18"],
            "a store into a field drops a reference to the new value, not to the old one",
            host => new BarrierReadsNewValueTrialDeletion(host)),
        new(
            "weak-to-cycle-not-cleared", "E1", On, ["W2"], "weak references to objects on cycles are not cleared",
            host => new WeakToCycleNotCleared(host)),
        new(
            "weak-is-counted-trial-deletion", "E6", On, ["S18", "W4"], "the field of a weak reference is counted",
            host => new WeakIsCountedTrialDeletion(host)),
        new(
            "counts-one-store-twice-trial-deletion", "H1", On, ["S18"], "a store into a field counts its reference twice",
            host => new CountsOneStoreTwiceTrialDeletion(host)),
        new(
            "decrements-before-increment-trial-deletion", "H2", On, ["S1", "S13"],
            "the old reference is dropped before the new one is counted",
            host => new DecrementsBeforeIncrementTrialDeletion(host)),
        new(
            "frees-without-children-trial-deletion", "H3", On, ["S18", "L1", "L2"],
            "the references that a freed object held are not dropped",
            host => new FreesWithoutChildrenTrialDeletion(host)),
        new(
            "trial-deletion-frees-live-cycle", "H4", On, ["S1"], "references from outside do not save a cycle",
            host => new TrialDeletionFreesLiveCycle(host)),
        new(
            "trial-deletion-skips-tail", "H5", On, ["L2"], "objects without fields that hang from a garbage cycle are kept",
            host => new TrialDeletionSkipsTail(host)),
        new(
            "ignores-disable-trial-deletion", "I1", On, ["A3"], "thresholds are honoured although collection is disabled",
            host => new TrialDeletion(new StuckSwitch(host, on: true))),
        new(
            "double-reports-freed-trial-deletion", "I2", On, ["A1"], "one more object is reported as freed than was",
            host => new DoubleReportsFreedTrialDeletion(host)),
        new(
            "pacing-never-triggers-trial-deletion", "I3", On, ["A3", "L4"], "no collection takes place unasked",
            host => new TrialDeletion(new StuckSwitch(host, on: false))),
        new(
            "possible-root-missed", "J1", On, ["L2"], "an object to which a freed one referred is not buffered",
            host => new PossibleRootMissed(host)),
        new(
            "gives-no-references-back", "J2", On, ["S18", "S1", "P3"], "references that were taken on trial are not given back",
            host => new GivesNoReferencesBack(host)),
        new(
            "buffer-keeps-freed", "J3", On, ["S13", "P3"], "an object that counting frees stays in the buffer",
            host => new BufferKeepsFreed(host)),
        new(
            "frees-before-all-is-found", "J4", On, ["S13"], "what is white is freed before all is found that refers to it",
            host => new FreesBeforeAllIsFound(host)),
        new(
            "takes-one-reference-only", "J5", On, ["L2", "S18"], "of several references to an object only the first is taken on trial",
            host => new TakesOneReferenceOnly(host)),
        new(
            "black-stops-at-white", "J6", On, ["S1"], "white objects that are found to be in use stay white",
            host => new BlackStopsAtWhite(host)),
    ];
}
