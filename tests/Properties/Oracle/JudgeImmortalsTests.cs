using GcVerify.Mutator;
using GcVerify.Oracle;
using static GcVerify.Properties.Oracle.Hearing;

namespace GcVerify.Properties.Oracle;

/// <summary>Immortal objects, where they are promised, are roots: laws S1 and L1.</summary>
public sealed class JudgeImmortalsTests
{
    private static readonly Promises immortals = Tracing with { Immortals = true };

    [Fact]
    public void S1_is_broken_when_an_immortal_object_is_released_to_which_nothing_refers()
    {
        Violation violation = new Hearing(immortals, "r0 = new 0 immortal\nr0 = null\ncollect")
            .New().Run().Run().Released(1).Full(1, 2).Breaks(Laws.Safety);
        Assert.Equal("immortal -> #1", violation.RootPath);
    }

    [Fact]
    public void S1_is_broken_when_an_object_is_released_that_only_an_immortal_one_reaches()
    {
        Violation violation = new Hearing(immortals, "r0 = new 1 immortal\nr1 = new 0\nr0.0 = r1\nr0 = null\nr1 = null\ncollect")
            .New().New().Run().Run().Run().Run().Released(2).Full(1, 2).Breaks(Laws.Safety);
        Assert.Equal("immortal -> #1.0 -> #2", violation.RootPath);
    }

    [Fact]
    public void A_path_from_a_root_is_told_rather_than_one_from_an_immortal_object()
    {
        Violation violation = new Hearing(immortals, "r0 = new 1 immortal\nr1 = new 0\nr0.0 = r1\ncollect")
            .New().New().Run().Run().Released(2).Full(1, 2).Breaks(Laws.Safety);
        Assert.Equal("r1 -> #2", violation.RootPath);
    }

    [Fact]
    public void An_immortal_object_and_what_it_reaches_are_kept() =>
        new Hearing(immortals, "r0 = new 1 immortal\nr1 = new 0\nr0.0 = r1\nr0 = null\nr1 = null\ncollect")
            .New().New().Run().Run().Run().Run().Full().Holds();

    [Fact]
    public void L1_is_broken_when_garbage_is_kept_that_an_immortal_object_no_longer_reaches() =>
        new Hearing(immortals, "r0 = new 1 immortal\nr1 = new 0\nr0.0 = r1\nr1 = null\nr0.0 = null\ncollect")
            .New().New().Run().Run().Run().Run().Full().Breaks(Laws.Completeness);

    [Fact]
    public void Where_immortal_objects_are_not_promised_they_are_garbage_like_others() =>
        new Hearing(Tracing, "r0 = new 0 immortal\nr0 = null\ncollect").New().Run().Run().Full().Breaks(Laws.Completeness);

    [Fact]
    public void Counting_keeps_an_immortal_object_to_which_nothing_refers() =>
        new Hearing(Counting with { Immortals = true }, "r0 = new 0 immortal\nr0 = null").New().Run().Holds();
}
