using GcVerify.Mutator;
using GcVerify.Oracle;
using static GcVerify.Properties.Oracle.Hearing;

namespace GcVerify.Properties.Oracle;

/// <summary>
/// Laws S1, S6, S8, S12, L3, A1 and A3 where there are three generations: what is collected together, and what is remembered.
/// </summary>
public sealed class JudgeManyGenerationsTests
{
    private const string HeldByR0 = "r0 = new 1\nr1 = new 0\nr0.0 = r1\nr1 = null\n";

    private static readonly ObjectState _middle = new(Generation: 1, Age: 0);
    private static readonly ObjectState _oldest = new(Generation: 2, Age: 0);

    [Fact]
    public void S8_is_broken_when_an_older_object_leads_to_a_young_one_that_is_freed() =>
        Holding(_middle, Young, "collect 0").Released(2).Minor(1, 2).Breaks(Laws.RememberedSet);

    [Fact]
    public void S1_is_broken_when_an_object_is_freed_together_with_the_generation_of_its_holder() =>
        Holding(_middle, Young, "collect 1").Released(2).Minor(1, 2, oldest: 1).Breaks(Laws.Safety);

    [Fact]
    public void S1_is_broken_when_an_object_is_freed_whose_generation_is_not_collected() =>
        Holding(_oldest, _middle, "collect 0").Released(2).Minor(1, 2).Breaks(Laws.Safety);

    [Fact]
    public void S8_is_broken_when_the_oldest_generation_leads_to_an_object_that_a_full_collection_frees() =>
        Holding(_oldest, Young, "collect").Released(2).Full(1, 2).Breaks(Laws.RememberedSet);

    [Fact]
    public void S8_is_broken_when_an_older_object_keeps_the_address_from_before_the_collection() =>
        Holding(_middle, Young, "collect 0").Minor().Aged(2, _middle)
            .Walk(5, [1, 0], new Seen(1, ObjectView.Dangling) { State = _middle }).Breaks(Laws.RememberedSet);

    [Fact]
    public void S6_is_broken_when_an_object_that_was_collected_too_keeps_the_address_from_before_the_collection() =>
        Holding(_middle, Young, "collect 1").Minor(oldest: 1).Aged(1, _oldest).Aged(2, _middle)
            .Walk(5, [1, 0], new Seen(1, ObjectView.Dangling) { State = _oldest }).Breaks(Laws.NoDanglingField);

    [Fact]
    public void S12_is_broken_when_an_object_skips_a_generation() =>
        Holding(_middle, Young, "collect 0").Minor().Aged(2, _oldest).Breaks(Laws.Age);

    [Fact]
    public void L3_is_broken_when_garbage_is_kept_that_only_garbage_of_a_collected_generation_leads_to() =>
        Dropped(_middle, "collect 1").Minor(oldest: 1).Breaks(Laws.Nepotism);

    [Fact]
    public void Garbage_of_a_generation_that_is_not_collected_keeps_younger_objects() =>
        Dropped(_middle, "collect 0").Minor().Aged(2, _middle).Holds();

    [Fact]
    public void A1_is_broken_when_what_is_freed_is_reported_in_another_generation() =>
        new Hearing(ThreeGenerations, "r0 = new 0\nr0 = null\ncollect 1")
            .New(_middle).Run().Run().Released(1).Minor(1, 2, oldest: 1).Breaks(Laws.ReportedFreed);

    [Fact]
    public void A3_is_broken_when_an_older_generation_is_collected_than_was_asked_for() =>
        new Hearing(ThreeGenerations, "collect 0").Run().Minor(oldest: 1).Breaks(Laws.Thresholds);

    [Fact]
    public void A3_holds_when_the_collections_of_a_generation_make_the_next_one_due()
    {
        Promises promises = ThreeGenerations with
        {
            Thresholds =
            [
                new(ThresholdUnit.AllocatedWords, 2), new(ThresholdUnit.YoungerCollections, 1), new(ThresholdUnit.YoungerCollections, 1),
            ],
        };
        const CollectionReason due = CollectionReason.Threshold;
        new Hearing(promises, "r0 = new 0\nr1 = new 0\nr2 = new 0\nr3 = new 0").New(Young)
            .Run().Minor(reason: due).Aged(1, _middle).Allocated(Young)
            .Run().Minor(reason: due, oldest: 1).Aged(1, _oldest).Aged(2, _middle).Allocated(Young)
            .Run().Full(reason: due).Aged(2, _oldest).Aged(3, _middle).Allocated(Young).Holds();
    }

    /// <summary>Object 1, in r0, refers to object 2, which nothing else does.</summary>
    private static Hearing Holding(ObjectState holder, ObjectState held, string collect) =>
        new Hearing(ThreeGenerations, HeldByR0 + collect).New(holder).New(held).Run().Run().Run();

    private static Hearing Dropped(ObjectState holder, string collect) =>
        new Hearing(ThreeGenerations, HeldByR0 + "r0 = null\n" + collect).New(holder).New(Young).Run().Run().Run().Run();
}
