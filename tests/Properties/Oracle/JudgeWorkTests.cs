using GcVerify.Mutator;
using GcVerify.Oracle;
using static GcVerify.Properties.Oracle.Hearing;

namespace GcVerify.Properties.Oracle;

/// <summary>Laws P1 and P2: pauses are bounded, and steps end a collection.</summary>
public sealed class JudgeWorkTests
{
    private static readonly Promises Bounded =
        Slices with { StepWork = new(2, 10, 100), AllocationWork = new(3, 10, 200), CycleWords = 20 };

    // The program uses one local, so there is one root.
    [Theory]
    [InlineData(7, 124, true)]
    [InlineData(7, 125, false)]
    [InlineData(1, 113, false)]
    public void P1_is_broken_when_a_step_takes_longer_than_its_budget_and_the_roots_allow(int budget, int accesses, bool holds) =>
        Judged(new Hearing(Bounded, $"step {budget}").Run().Paused(accesses), Laws.StepWork, holds);

    [Theory]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void P1_is_broken_when_steps_do_not_end_a_collection(int budget, bool holds) =>
        Judged(new Hearing(Bounded, $"step 5\nstep {budget - 5}").Run().Begins().Paused(1).Run().Paused(1), Laws.StepWork, holds);

    [Fact]
    public void A_new_collection_may_take_as_long_again() =>
        new Hearing(Bounded, "step 15\nstep 15\nstep 15")
            .Run().Begins().Paused(1).Run().MarkingEnds().Full().Paused(1).Run().Begins().Paused(1).Holds();

    [Theory]
    [InlineData(219, true)]
    [InlineData(220, false)]
    public void P2_is_broken_when_an_allocation_takes_longer_than_its_words_and_the_roots_allow(int accesses, bool holds) =>
        Judged(new Hearing(Bounded, "r0 = new 1").Run().Paused(accesses).Allocated(), Laws.AllocationWork, holds);

    [Fact]
    public void An_allocation_that_does_not_fit_may_take_longer()
    {
        new Hearing(Bounded, "r0 = new 1").Run().Full(reason: CollectionReason.Exhaustion).Paused(999).Allocated().Holds();
        new Hearing(Bounded with { UsableWords = 2 }, "r0 = new 1").Run().Paused(999).Refused(3).Holds();
        new Hearing(Bounded, "disable\nr0 = new 1").Run().Run().Paused(999).Allocated().Holds();
    }

    [Fact]
    public void P2_is_broken_by_the_allocation_after_one_that_did_not_fit() =>
        new Hearing(Bounded, "r0 = new 1\nr0 = new 1")
            .Run().Full(reason: CollectionReason.Exhaustion).Paused(999).Allocated()
            .Run().Paused(999).Allocated().Breaks(Laws.AllocationWork);

    [Fact]
    public void Where_nothing_is_promised_any_pause_will_do() =>
        new Hearing(Slices, "step 1\nr0 = new 1").Run().Begins().Paused(999).Run().Paused(999).Allocated().Holds();

    private static void Judged(Hearing hearing, Law law, bool holds)
    {
        if (holds)
        {
            hearing.Holds();
        }
        else
        {
            hearing.Breaks(law);
        }
    }
}
