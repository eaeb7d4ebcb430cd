using System.Collections.Immutable;
using GcVerify.Collectors;
using GcVerify.Mutator;
using GcVerify.Properties.Verification;
using GcVerify.Reporting;

namespace GcVerify.Properties.Reporting;

/// <summary>Paths, cycles and references of an explanation agree with what is computed from scratch in the plainest way.</summary>
public sealed class ExplanationTests
{
    private const int ProgramsOfEachPreset = 6;

    // None of the programs has immortal objects, from which a path may begin too.
    public static TheoryData<string> Collectors =>
        ["reference-counting", "mark-sweep", "generational", "semispace", "incremental-mark-sweep"];

    public static TheoryData<string> AllCollectors => [.. CollectorCatalog.Correct.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(AllCollectors))]
    public void A_root_path_is_a_shortest_one_and_there_is_one_to_exactly_the_live_objects(string collector) =>
        HeapRuns.OfEachPreset(collector, ProgramsOfEachPreset, (HeapRecorder recorder, MutatorProgram _) =>
        {
            foreach (HeapMoment moment in recorder.Moments)
            {
                var paths = new HeapPaths(moment);
                Dictionary<int, int> distances = NaiveDistances(moment);
                foreach (HeapObject one in moment.All)
                {
                    ImmutableArray<PathStep> path = paths.To(one.Number);
                    Assert.Equal(one.IsLive, !path.IsEmpty);
                    Assert.Equal(distances.GetValueOrDefault(one.Number), path.Length);
                    AssertLeads(moment, path);
                }
            }
        });

    [Theory]
    [MemberData(nameof(Collectors))]
    public void An_explanation_names_every_reference_and_their_number_is_the_in_degree(string collector) =>
        HeapRuns.OfEachPreset(collector, ProgramsOfEachPreset, (HeapRecorder recorder, NaiveLives naive) =>
        {
            HeapMoment end = recorder.Moments[^1];
            HeapHistory history = recorder.ToHistory();
            Dictionary<int, int> counts = naive.Heap.Counts(fromRoots: true);
            foreach (HeapObject one in end.All)
            {
                Explanation why = Explanation.Of(end, history, one.Number);
                Assert.Equal(counts.GetValueOrDefault(one.Number), why.InDegree);
                Assert.Equal(why.InDegree, why.Holders.Count(holder => !holder.IsWeak));
                Assert.Equal(why.InRoots, naive.Heap.Roots.Count(root => root == one.Number));
            }
        });

    [Theory]
    [MemberData(nameof(Collectors))]
    public void Garbage_in_the_heap_has_a_cycle_exactly_if_one_leads_to_it(string collector) =>
        HeapRuns.OfEachPreset(collector, ProgramsOfEachPreset, (HeapRecorder recorder, MutatorProgram _) =>
        {
            foreach (HeapMoment moment in recorder.Moments.Where(moment => moment.Step % 7 == 0))
            {
                foreach (HeapObject one in moment.Present.Where(one => !one.IsLive))
                {
                    GarbageCycle? cycle = GarbageCycle.Of(moment, one.Number);
                    Assert.Equal(NaiveIsHeldByCycle(moment, one.Number), cycle is not null);
                    if (cycle is not null)
                    {
                        AssertIsCycle(moment, cycle, one.Number);
                    }
                }
            }
        });

    [Fact]
    public void A_list_of_a_million_objects_is_explained_without_recursion()
    {
        const int length = 1_000_000;
        var body = new Operation[3 * length];
        for (int i = 0; i < body.Length; i += 3)
        {
            body[i] = Operation.New(Root.Local(1), Shape.Plain(1));
            body[i + 1] = Operation.Store(Root.Local(1), 0, Root.Local(0));
            body[i + 2] = Operation.Assign(Root.Local(0), Root.Local(1));
        }

        HeapRecorder recorder = HeapRecorder.Run(
            Subjects.Of("no-collection").Create(), new MutatorProgram(2, 0, body), ObservationPlan.None, step => step == body.Length);

        HeapMoment moment = Assert.Single(recorder.Moments);
        Assert.Equal(length, new HeapPaths(moment).To(1).Length);
        Assert.Equal(1, Explanation.Of(moment, recorder.ToHistory(), 1).InDegree);
    }

    private static Dictionary<int, int> NaiveDistances(HeapMoment moment)
    {
        var distances = new Dictionary<int, int>();
        foreach (int root in moment.Roots.Select(root => root.Number).Where(number => number != 0))
        {
            distances[root] = 1;
        }

        for (bool changed = true; changed;)
        {
            changed = false;
            foreach (int holder in distances.Keys.ToArray())
            {
                foreach (int target in Strong(moment, holder, distances))
                {
                    if (!distances.TryGetValue(target, out int known) || known > distances[holder] + 1)
                    {
                        distances[target] = distances[holder] + 1;
                        changed = true;
                    }
                }
            }
        }

        return distances;
    }

    /// <summary>What an object keeps alive; an ephemeron its value if its key is among those known.</summary>
    private static int[] Strong(HeapMoment moment, int holder, Dictionary<int, int> known)
    {
        int[] fields = moment.FieldsOf(holder).ToArray();
        int weak = moment.WeakFieldsOf(holder);
        int first = weak == 2 && known.ContainsKey(fields[0]) ? 1 : weak;
        return [.. fields.Skip(first).Where(target => target != 0)];
    }

    private static void AssertLeads(HeapMoment moment, ImmutableArray<PathStep> path)
    {
        for (int i = 0; i < path.Length; i++)
        {
            Assert.Equal(path[i].Target, i == 0 ? moment.Roots[path[i].Slot].Number : moment.FieldsOf(path[i].Holder)[path[i].Slot]);
            Assert.Equal(path[i].Holder, i == 0 ? 0 : path[i - 1].Target);
        }
    }

    /// <summary>Whether an object that leads to itself leads here, over what keeps alive.</summary>
    private static bool NaiveIsHeldByCycle(HeapMoment moment, int number) =>
        moment.Present.Where(one => !one.IsLive).Select(one => (one.Number, Reached: Reached(moment, one.Number)))
            .Any(one => one.Reached.Contains(one.Number) && one.Reached.Contains(number));

    private static HashSet<int> Reached(HeapMoment moment, int start)
    {
        var reached = new HashSet<int>();
        var work = new Stack<int>([start]);
        while (work.TryPop(out int holder))
        {
            foreach (int target in moment.FieldsOf(holder)[moment.WeakFieldsOf(holder)..].ToArray().Where(target => target != 0))
            {
                if (moment[holder].IsPresent && reached.Add(target))
                {
                    work.Push(target);
                }
            }
        }

        return reached;
    }

    private static void AssertIsCycle(HeapMoment moment, GarbageCycle cycle, int number)
    {
        Assert.All(cycle.Steps.Concat(cycle.Hanging), step => Assert.Equal(step.Target, moment.FieldsOf(step.Holder)[step.Slot]));
        Assert.Equal(cycle.Steps[^1].Target, cycle.Steps[0].Holder);
        Assert.All(cycle.Steps.Zip(cycle.Steps.Skip(1)), pair => Assert.Equal(pair.First.Target, pair.Second.Holder));
        Assert.Contains(cycle.Closing, cycle.Steps);
        Assert.Equal(cycle.Steps.Max(step => moment.StoredAt(step.Holder)[step.Slot]), cycle.ClosedAt);
        Assert.Equal(number, cycle.Hanging.IsEmpty ? cycle.Steps[0].Holder : cycle.Hanging[^1].Target);
    }
}
