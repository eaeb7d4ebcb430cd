using GcVerify.Mutator;
using GcVerify.Oracle;
using static GcVerify.Properties.Oracle.Hearing;

namespace GcVerify.Properties.Oracle;

/// <summary>Laws S8, S12 and L3: what minor collections must keep, must not keep, and what they do to ages.</summary>
public sealed class JudgeGenerationTests
{
    private const string OldToYoung = "r0 = new 1\nr1 = new 0\nr0.0 = r1\nr1 = null\ncollect 0";

    [Fact]
    public void S8_is_broken_when_a_young_object_is_released_that_only_an_old_one_refers_to()
    {
        Violation violation = BeforeMinor().Released(2).Minor(1, 2).Breaks(Laws.RememberedSet);
        Assert.Equal((4, 2), (violation.OperationIndex, violation.ObjectNumber));
    }

    [Fact]
    public void S8_is_broken_when_an_old_object_keeps_the_address_from_before_the_minor_collection() =>
        BeforeMinor().Minor().Aged(2, Young with { Age = 1 })
            .Walk(5, [1, 0], new Seen(1, ObjectView.Dangling) { State = Old }).Breaks(Laws.RememberedSet);

    [Fact]
    public void S6_is_broken_when_a_young_object_keeps_the_address_from_before_the_minor_collection() =>
        new Hearing(Generations, "r0 = new 1\nr1 = new 0\nr0.0 = r1\ncollect 0")
            .New(Young).New(Young).Run().Run().Minor().Aged(1, Young with { Age = 1 }).Aged(2, Young with { Age = 1 })
            .Walk(5, [1, 2], new Seen(1, ObjectView.Dangling) { State = Young with { Age = 1 } }).Breaks(Laws.NoDanglingField);

    [Fact]
    public void S1_is_broken_when_a_young_object_is_released_that_a_root_refers_to() =>
        new Hearing(Generations, "r0 = new 0\ncollect 0").New(Young).Run().Released(1).Minor(1, 2).Breaks(Laws.Safety);

    [Fact]
    public void What_an_old_object_refers_to_survives_a_minor_collection() =>
        BeforeMinor().Minor().Aged(2, Young with { Age = 1 })
            .Walk(5, [1, 0], new Seen(1, 2) { State = Old }, new Seen(2) { State = Young with { Age = 1 } }).Holds();

    [Fact]
    public void S12_is_broken_when_an_object_does_not_age() =>
        Survivor().Aged(1, Young).Breaks(Laws.Age);

    [Fact]
    public void S12_is_broken_when_an_object_is_promoted_too_early() =>
        Survivor().Aged(1, Old).Breaks(Laws.Age);

    [Fact]
    public void S12_is_broken_when_an_object_is_promoted_late_and_no_full_collection_follows() =>
        Survivor().Aged(1, Young with { Age = 1 }).Run().Minor().Aged(1, Young with { Age = 2 }).Breaks(Laws.Age);

    [Fact]
    public void An_object_may_be_promoted_late_if_a_full_collection_follows() =>
        Survivor().Aged(1, Young with { Age = 1 }).Run().Minor().Aged(1, Young with { Age = 2 })
            .Full(reason: CollectionReason.Exhaustion).Aged(1, Old).Holds();

    [Fact]
    public void S12_is_broken_when_an_age_changes_without_a_collection() =>
        new Hearing(Generations, "r0 = new 0").New(Young)
            .Walk(2, [1], new Seen(1) { State = Young with { Age = 1 } }).Breaks(Laws.Age);

    [Fact]
    public void An_object_is_promoted_by_the_second_collection_that_it_survives() =>
        Survivor().Aged(1, Young with { Age = 1 }).Run().Minor().Aged(1, Old).Walk(2, [1], new Seen(1) { State = Old }).Holds();

    [Fact]
    public void L3_is_broken_when_a_minor_collection_keeps_dead_young_objects() =>
        new Hearing(Generations, "r0 = new 0\nr0 = null\ncollect 0").New(Young).Run().Run().Minor().Breaks(Laws.Nepotism);

    [Fact]
    public void L3_is_broken_when_a_minor_collection_keeps_a_cycle_of_dead_young_objects() =>
        new Hearing(Generations, "r0 = new 1\nr0.0 = r0\nr0 = null\ncollect 0").New(Young).Run().Run().Run().Minor().Breaks(Laws.Nepotism);

    [Fact]
    public void Old_garbage_may_keep_young_objects_over_a_minor_collection() =>
        new Hearing(Generations, "r0 = new 1\nr1 = new 0\nr0.0 = r1\nr1 = null\nr0 = null\ncollect 0")
            .New(Old).New(Young).Run().Run().Run().Run().Minor().Aged(2, Young with { Age = 1 }).Holds();

    [Fact]
    public void L1_is_broken_when_old_garbage_keeps_young_objects_over_a_full_collection() =>
        new Hearing(Generations, "r0 = new 1\nr1 = new 0\nr0.0 = r1\nr1 = null\nr0 = null\ncollect")
            .New(Old).New(Young).Run().Run().Run().Run().Released(1).Full(1, 3, generation: 1).Breaks(Laws.Completeness);

    private static Hearing BeforeMinor() => new Hearing(Generations, OldToYoung).New(Old).New(Young).Run().Run().Run();

    private static Hearing Survivor() => new Hearing(Generations, "r0 = new 0\ncollect 0\ncollect 0").New(Young).Run().Minor();
}
