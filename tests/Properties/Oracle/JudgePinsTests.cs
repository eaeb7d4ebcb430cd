using GcVerify.Mutator;
using GcVerify.Oracle;
using static GcVerify.Properties.Oracle.Hearing;

namespace GcVerify.Properties.Oracle;

/// <summary>Pinned objects of a collector that moves others: laws S14 and L4.</summary>
public sealed class JudgePinsTests
{
    private static readonly Promises pinning = Tracing with { Moves = true, Pinning = true };

    [Fact]
    public void S14_is_broken_when_an_object_moves_that_was_pinned_from_its_birth() =>
        new Hearing(pinning, "r0 = new 0 pinned\ncollect").New().Run().Full().Walk(2, [1], PinnedAt(1, 101)).Breaks(Laws.NotMoved);

    [Fact]
    public void S14_is_broken_when_an_object_moves_after_the_operation_pin() =>
        new Hearing(pinning, "r0 = new 0\npin r0\ncollect").New().Run().Run().Full().Walk(2, [1], At(1, 101)).Breaks(Laws.NotMoved);

    [Fact]
    public void S14_is_broken_when_an_object_moves_that_was_pinned_after_it_was_seen_in_a_new_place() =>
        new Hearing(pinning, "r0 = new 0\ncollect\npin r0\ncollect")
            .New().Run().Full().Walk(2, [1], At(1, 101)).Run().Run().Full().Walk(2, [1], At(1, 102)).Breaks(Laws.NotMoved);

    [Fact]
    public void Of_an_object_that_may_have_moved_unseen_before_it_was_pinned_the_next_walk_tells_the_place() =>
        new Hearing(pinning, "r0 = new 0\ncollect\npin r0\ncollect")
            .New().Run().Full().Run().Walk(2, [1], At(1, 101)).Run().Full().Walk(2, [1], At(1, 101)).Holds();

    [Fact]
    public void S14_is_broken_when_an_object_leaves_the_place_where_a_walk_found_it_pinned() =>
        new Hearing(pinning, "r0 = new 0\ncollect\npin r0\ncollect")
            .New().Run().Full().Run().Walk(2, [1], At(1, 101)).Run().Full().Walk(2, [1], At(1, 102)).Breaks(Laws.NotMoved);

    [Fact]
    public void Pinning_again_does_not_let_an_object_move() =>
        new Hearing(pinning, "r0 = new 0 pinned\ncollect\npin r0")
            .New().Run().Full().Run().Walk(2, [1], PinnedAt(1, 101)).Breaks(Laws.NotMoved);

    [Fact]
    public void An_object_may_move_again_after_unpin() =>
        new Hearing(pinning, "r0 = new 0 pinned\nunpin r0\ncollect").New().Run().Run().Full().Walk(2, [1], PinnedAt(1, 101)).Holds();

    [Fact]
    public void An_object_that_is_not_pinned_may_move_beside_one_that_is() =>
        new Hearing(pinning, "r0 = new 0 pinned\nr1 = new 0\ncollect")
            .New().New().Run().Full().Walk(4, [1, 2], PinnedAt(1, 100), At(2, 102)).Holds();

    [Fact]
    public void A_pinned_object_may_move_where_pinning_is_not_promised() =>
        new Hearing(Tracing with { Moves = true }, "r0 = new 0 pinned\ncollect")
            .New().Run().Full().Walk(2, [1], PinnedAt(1, 101)).Holds();

    [Fact]
    public void L4_is_broken_when_a_compactor_lacks_a_free_run_though_nothing_is_pinned() =>
        new Hearing(Compacting, "r0 = new 0\nr1 = new 3").New().Run().Refused(5, longestFreeRun: 4).Breaks(Laws.HonestRefusal);

    [Fact]
    public void A_pinned_object_is_a_reason_for_a_compactor_to_lack_a_free_run() =>
        new Hearing(Compacting, "r0 = new 0 pinned\nr1 = new 3").New().Run().Refused(5, longestFreeRun: 4).Holds();

    [Fact]
    public void L4_is_broken_when_the_object_that_was_pinned_has_been_freed() =>
        new Hearing(Compacting, "r0 = new 0 pinned\nr0 = null\nr1 = new 3")
            .New().Run().Run().Released(1).Full(1, 2, CollectionReason.Exhaustion).Refused(5, longestFreeRun: 4).Breaks(Laws.HonestRefusal);

    [Fact]
    public void Gaps_are_a_reason_to_refuse_while_a_compactor_is_disabled() =>
        new Hearing(Compacting, "r0 = new 0\ndisable\nr1 = new 3").New().Run().Run().Refused(5, longestFreeRun: 4).Holds();

    private static Promises Compacting => pinning with { FitSpace = new(1, 100), Compacts = true };

    private static Seen At(int number, int location) => new(number) { Location = location };

    private static Seen PinnedAt(int number, int location) => At(number, location) with { Shape = new(ObjectKind.Pinned, 0, 0) };
}
