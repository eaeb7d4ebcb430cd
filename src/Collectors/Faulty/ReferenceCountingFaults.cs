namespace GcVerify.Collectors.Faulty;

/// <summary>The deliberate bugs of <c>reference-counting</c>.</summary>
internal static class ReferenceCountingFaults
{
    /// <summary>The bugs, in the order of their ids.</summary>
    public static IReadOnlyList<FaultEntry> All { get; } =
    [
        new("weak-not-cleared", "E1", "reference-counting", ["W2"], "weak references to a freed object are not cleared", host => new WeakNotCleared(host)),
        new("weak-is-counted", "E6", "reference-counting", ["S18", "W4"], "the field of a weak reference is counted", host => new WeakIsCounted(host)),
        new("counts-one-store-twice", "H1", "reference-counting", ["S18"], "a store into a field counts its reference twice", host => new CountsOneStoreTwice(host)),
        new("decrements-before-increment", "H2", "reference-counting", ["S1", "S13"], "the old reference is dropped before the new one is counted", host => new DecrementsBeforeIncrement(host)),
        new("frees-without-children", "H3", "reference-counting", ["S18", "L1"], "the references that a freed object held are not dropped", host => new FreesWithoutChildren(host)),
    ];
}
