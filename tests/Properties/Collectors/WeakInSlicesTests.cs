namespace GcVerify.Properties.Collectors;

/// <summary>Weak references, ephemerons and finalizers in collections that span operations.</summary>
public sealed class WeakInSlicesTests
{
    /// <summary>#1 is garbage but for the weak reference #2 when a collection begins, and is loaded and dropped again in it.</summary>
    private const string LoadedAndDropped = "r0 = new 0\nr1 = weak r0\nr2 = new 9\nr0 = null\nstep 1\nr0 = deref r1\nr0 = null\nstep 999\nstep 1\nstep 999";

    public static TheoryData<string> Collectors => ["incremental-mark-sweep", "snapshot-mark-sweep", "baker-copying"];

    [Theory]
    [InlineData("incremental-mark-sweep", 7)]
    [InlineData("snapshot-mark-sweep", 9)]
    [InlineData("baker-copying", 9)]
    public void What_is_loaded_weakly_and_dropped_is_kept_where_the_load_has_a_barrier(string collector, int freedIn) =>
        Assert.Equal([(freedIn, 1)], Recording.Of(collector, LoadedAndDropped).Deaths);

    [Theory]
    [MemberData(nameof(Collectors))]
    public void What_is_loaded_weakly_and_held_survives(string collector) =>
        Assert.Empty(Recording.Of(collector, "r0 = new 0\nr1 = weak r0\nr2 = new 9\nr0 = null\nstep 1\nr0 = deref r1\nstep 999").Deaths);

    [Theory]
    [MemberData(nameof(Collectors))]
    public void What_a_weak_reference_held_when_it_was_overwritten_is_not_kept(string collector) =>
        Assert.Equal([(6, 1)], Recording.Of(collector, "r0 = new 0\nr1 = weak r0\nr2 = new 9\nr0 = null\nstep 1\nr1.0 = null\nstep 999").Deaths);

    [Theory]
    [MemberData(nameof(Collectors))]
    public void The_value_of_an_ephemeron_that_gets_another_key_survives_the_old_one(string collector) =>
        Assert.Equal(
            [(9, 1)],
            Recording.Of(
                collector,
                "r0 = new 0\nr1 = new 0\nr2 = ephemeron r0 r1\nr3 = new 9\nr0 = null\nr1 = null\nr3.0 = r2\nstep 1\nr2.0 = r3\nstep 999").Deaths);

    [Theory]
    [MemberData(nameof(Collectors))]
    public void Finalizers_become_due_in_a_slice_and_what_they_reach_is_kept(string collector)
    {
        const string Program = "finalizer f\n  r1 = r0.0\n  g0 = r1\nend\nr0 = new 1 finalizable f\nr1 = new 0\nr0.0 = r1\nr1 = null\nr0 = null\nstep 999\nfinalize\nstep 999";
        Assert.Equal([(7, 1)], Recording.Of(collector, Program).Deaths);
    }
}
