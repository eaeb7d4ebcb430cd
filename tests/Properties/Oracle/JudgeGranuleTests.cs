using GcVerify.Mutator;
using GcVerify.Oracle;
using static GcVerify.Properties.Oracle.Hearing;

namespace GcVerify.Properties.Oracle;

/// <summary>
/// Laws L1 and L4 where memory is released in lines: garbage may stay on lines that live objects lie on, and nowhere else. Lines of 8
/// words.
/// </summary>
public sealed class JudgeGranuleTests
{
    private const string OneOfTwo = "r0 = new 0\nr1 = new 0\nr1 = null\ncollect";

    private static readonly Promises _lines = Tracing with { ReleaseGranule = 8, Moves = true, FitSpace = new(8, 96) };

    [Fact]
    public void Garbage_may_stay_on_a_line_with_a_live_object() => Lying(at: 8, and: 14, OneOfTwo).Full().Holds();

    [Fact]
    public void L1_is_broken_when_garbage_stays_on_a_line_of_its_own() => Lying(at: 8, and: 16, OneOfTwo).Full().Breaks(Laws.Completeness);

    [Fact]
    public void L1_is_broken_when_one_of_the_lines_of_a_dead_object_has_nothing_live() =>
        Lying(at: 8, and: 15, OneOfTwo).Full().Breaks(Laws.Completeness);

    [Fact]
    public void A_dead_object_may_lie_across_two_lines_that_both_hold_live_ones() =>
        new Hearing(_lines, "r0 = new 0\nr1 = new 0\nr2 = new 0\nr1 = null\ncollect").New().New().New()
            .Relocated(1, 13).Relocated(2, 15).Relocated(3, 17).Run().Run().Full().Holds();

    [Fact]
    public void L1_is_broken_when_the_live_object_has_left_the_line() =>
        Lying(at: 8, and: 14, OneOfTwo).Relocated(1, 16).Full().Breaks(Laws.Completeness);

    [Fact]
    public void Garbage_on_a_live_line_is_no_reason_to_collect_before_a_refusal() => Refused(and: 14, longestFreeRun: 4).Holds();

    [Fact]
    public void L4_is_broken_when_an_allocation_is_refused_though_a_line_could_be_freed() =>
        Refused(and: 16, longestFreeRun: 4).Breaks(Laws.HonestRefusal);

    [Fact]
    public void L4_is_broken_when_an_allocation_is_refused_for_which_there_are_free_lines() =>
        Refused(and: 14, longestFreeRun: 8).Breaks(Laws.HonestRefusal);

    [Fact]
    public void S14_is_broken_when_a_collector_that_does_not_move_tells_of_a_move() =>
        new Hearing(Tracing, "r0 = new 0").New().Relocated(1, 300).Walk(2, [1], new Seen(1) { Location = 300 }).Breaks(Laws.NotMoved);

    private static Hearing Lying(int at, int and, string program) =>
        new Hearing(_lines, program).New().New().Relocated(1, at).Relocated(2, and).Run().Run();

    private static Hearing Refused(int and, int longestFreeRun) =>
        Lying(at: 8, and, "r0 = new 0\nr1 = new 0\nr1 = null\nr1 = new 3").Refused(5, longestFreeRun);
}
