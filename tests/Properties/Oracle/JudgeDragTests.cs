using GcVerify.Mutator;
using GcVerify.Oracle;
using static GcVerify.Properties.Oracle.Hearing;

namespace GcVerify.Properties.Oracle;

/// <summary>Law L8: 3 words in use when the collection begins, so that 3 + 2 may be allocated until it ends.</summary>
public sealed class JudgeDragTests
{
    private static readonly Promises Bounded = Slices with { Drag = new(1, 2) };

    [Fact]
    public void L8_is_broken_when_more_is_allocated_than_promised_and_garbage_still_waits() =>
        Waits(Bounded, "").New().New().Breaks(Laws.Drag);

    [Fact]
    public void It_holds_up_to_the_bound() => Waits(Bounded, "").New().Holds();

    [Fact]
    public void What_is_allocated_while_automatic_collection_is_disabled_does_not_count() =>
        Waits(Bounded, "disable\n").Run().New().New().Holds();

    [Fact]
    public void Where_nothing_was_garbage_at_the_begin_nothing_waits() =>
        new Hearing(Bounded, "r0 = new 1\nstep 1\nr1 = new 1\nr2 = new 1\nr3 = new 1").New().Run().Begins().New().New().New().Holds();

    [Fact]
    public void It_does_not_apply_where_it_is_not_promised() => Waits(Slices, "").New().New().Holds();

    private static Hearing Waits(Promises promises, string first) =>
        new Hearing(promises, $"r0 = new 1\nr0 = null\nstep 1\n{first}r1 = new 1\nr2 = new 1").New().Run().Run().Begins();
}
