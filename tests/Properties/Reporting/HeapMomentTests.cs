using GcVerify.Collectors;
using GcVerify.Mutator;
using GcVerify.Properties.Verification;
using GcVerify.Reporting;

namespace GcVerify.Properties.Reporting;

/// <summary>What a recorder says of the heap at each step agrees with what is computed from scratch, on every collector.</summary>
public sealed class HeapMomentTests
{
    private const int ProgramsOfEachPreset = 12;

    // CPython's finalizers run inside a collection, which is beyond the naive model.
    public static TheoryData<string> Collectors =>
        [.. CollectorCatalog.Correct.Select(entry => entry.Name).Where(name => !name.StartsWith("cpython", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Collectors))]
    public void An_object_died_in_the_first_step_after_which_no_root_ever_leads_to_it_again(string collector) =>
        HeapRuns.OfEachPreset(collector, ProgramsOfEachPreset, (HeapRecorder recorder, NaiveLives naive) =>
        {
            HeapHistory history = recorder.ToHistory();
            Assert.Equal(naive.AllocatedAt.Count, history.Lives.Length);
            foreach (ObjectLife life in history.Lives)
            {
                Assert.Equal((life.Number, naive.DiedAt(life.Number)), (life.Number, life.DiedAt));
                Assert.Equal(naive.AllocatedAt[life.Number], life.AllocatedAt);
                Assert.Equal(naive.FreedAt.TryGetValue(life.Number, out int freed) ? freed : null, life.FreedAt);
            }
        });

    [Theory]
    [MemberData(nameof(Collectors))]
    public void A_moment_holds_what_is_live_and_what_is_garbage_after_its_step(string collector) =>
        HeapRuns.OfEachPreset(collector, ProgramsOfEachPreset, (HeapRecorder recorder, NaiveLives naive) =>
        {
            Assert.Equal(recorder.Moments[0].Operations + 2, recorder.Moments.Count);
            foreach (HeapMoment moment in recorder.Moments)
            {
                HashSet<int> live = naive.Live[moment.Step];
                Assert.Equal(live.Order(), moment.All.Where(one => one.IsLive).Select(one => one.Number));
                IEnumerable<int> present = naive.AllocatedAt.Keys.Where(n => naive.AllocatedAt[n] <= moment.Step)
                    .Where(n => !naive.FreedAt.TryGetValue(n, out int freed) || freed > moment.Step);
                Assert.Equal(present.Order(), moment.Present.Select(one => one.Number));
                Assert.All(
                    moment.All.Where(one => !one.IsLive), one => Assert.DoesNotContain(one.Number, naive.Live[one.GarbageSince!.Value]));
            }
        });

    [Theory]
    [MemberData(nameof(Collectors))]
    public void The_last_cut_is_of_a_reference_to_an_object_that_leads_there_and_of_the_step_of_its_death(string collector) =>
        HeapRuns.OfEachPreset(collector, ProgramsOfEachPreset, (HeapRecorder recorder, NaiveLives naive) =>
        {
            HeapHistory history = recorder.ToHistory();
            foreach (ObjectLife life in history.Lives)
            {
                if (life.Cut is { } cut)
                {
                    Assert.Equal(life.DiedAt, cut.Step);

                    // The target may have come to life again, by its finalizer or a weak reference, after an ephemeron has lost the value.
                    Assert.True(history.LifeOf(cut.Target).DiedAt is not int died || died >= life.DiedAt);
                    Assert.True(cut.Holder != 0 || !cut.Root.IsNone);
                }
            }
        });

    [Theory]
    [InlineData(typeof(HeapRecorder))]
    [InlineData(typeof(TraceRecorder))]
    public void A_recorder_passes_on_everything_that_an_observer_is_told(Type recorder) => Assert.All(
        recorder.GetInterfaceMap(typeof(IObserver)).TargetMethods, method => Assert.Equal(recorder, method.DeclaringType));

    [Fact]
    public void What_is_listed_as_uncollectable_is_told_of_in_its_history()
    {
        MutatorProgram program = ProgramParser.Parse(Repository.Read("examples/finalizers-in-cycle.gcp"), "finalizers-in-cycle");

        HeapHistory history = HeapRecorder.Run(Subjects.Of("cpython-uncollectable").Create(), program, ObservationPlan.Dense).ToHistory();

        Assert.Null(history.Violation);
        Assert.Contains(history.EventsOf(1), one => one.Kind == HeapEventKind.Uncollectable);
        Assert.Null(history.LifeOf(1).FreedAt);
    }
}
