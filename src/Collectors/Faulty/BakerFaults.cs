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
        new("barrier-copies-twice", "G1", On, ["S4"],
            "the read barrier copies an object that has been copied already", host => new BarrierCopiesTwice(host)),
    ];
}
