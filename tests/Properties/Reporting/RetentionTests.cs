using GcVerify.Collectors;
using GcVerify.Mutator;
using GcVerify.Reporting;

namespace GcVerify.Properties.Reporting;

/// <summary>What would go with an object, computed from scratch for each object of each moment.</summary>
public sealed class RetentionTests
{
    private const int ProgramsOfEachPreset = 4;

    public static TheoryData<string> Collectors => [.. CollectorCatalog.Correct.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Collectors))]
    public void What_an_object_retains_is_what_nothing_else_leads_to_without_it(string collector) =>
        HeapRuns.OfEachPreset(collector, ProgramsOfEachPreset, (HeapRecorder recorder, MutatorProgram _) =>
        {
            foreach (HeapMoment moment in recorder.Moments.Where((_, i) => i % 5 == 0))
            {
                var retention = new Retention(moment);
                var naive = new NaiveRetention(moment);
                int[] present = [.. moment.Present.Select(one => one.Number)];
                foreach (int number in present)
                {
                    int[] expected = naive.Without(number);
                    Assert.Equal(expected, retention.SetOf(number));
                    Assert.Equal(new Tally(expected.Length, expected.Sum(one => moment[one].Words)), retention.Of(number));
                    Assert.Equal(NearestDominator(naive, present, number), retention.DominatorOf(number));
                }

                int[] some = [.. present.Where(number => number % 3 == 0)];
                Assert.Equal(naive.Without(some).Length, retention.OfAll(some).Objects);
                Assert.Equal(present.Length, retention.OfAll(present).Objects);
            }
        });

    [Fact]
    public void What_is_not_in_the_heap_retains_nothing()
    {
        MutatorProgram program = ProgramParser.Parse("r0 = new 1\nr0 = null\ncollect\nr0 = new 0\n", "freed");
        HeapMoment moment = HeapRecorder.Run(Of("mark-sweep"), program, ObservationPlan.Dense, step => step == 4).Moments[0];
        var retention = new Retention(moment);

        Assert.Equal(default, retention.Of(1));
        Assert.Empty(retention.SetOf(1));
        Assert.Equal(0, retention.DominatorOf(1));
        Assert.Equal([2], retention.SetOf(2));
    }

    private static ISubject Of(string collector) => Properties.Verification.Subjects.Of(collector).Create();

    private static int NearestDominator(NaiveRetention naive, int[] present, int number) => present
        .Where(other => other != number && naive.Without(other).Contains(number))
        .DefaultIfEmpty(0)
        .MinBy(other => other == 0 ? int.MaxValue : naive.Without(other).Length);

    /// <summary>By the definition: a search without some objects, from the roots and into garbage that nothing else leads to.</summary>
    private sealed class NaiveRetention
    {
        private readonly HeapMoment _moment;
        private readonly HashSet<int> _present;
        private readonly List<int> _starts;

        public NaiveRetention(HeapMoment moment)
        {
            _moment = moment;
            _present = [.. moment.Present.Select(one => one.Number)];
            _starts = [.. moment.Roots.Select(root => root.Number).Where(_present.Contains)];
            if (moment.Promises.Immortals)
            {
                _starts.AddRange(_present.Where(number => moment[number].Shape.Kind == ObjectKind.Immortal));
            }

            HashSet<int> held = Search(_starts, []);
            int[] rest = [.. _present.Except(held).Order()];
            Dictionary<int, HashSet<int>> reach = rest.ToDictionary(number => number, number => Search([number], []));
            _starts.AddRange(rest.Where(number =>
                rest.Where(other => reach[other].Contains(number)).All(other => reach[number].Contains(other) && number <= other)));
        }

        public int[] Without(params int[] numbers)
        {
            HashSet<int> kept = Search(_starts, [.. numbers]);
            return [.. _present.Except(kept).Order()];
        }

        private HashSet<int> Search(IEnumerable<int> starts, HashSet<int> without)
        {
            var reached = new HashSet<int>();
            for (HashSet<int> fresh = [.. starts.Except(without)]; fresh.Count > 0;)
            {
                reached.UnionWith(fresh);
                fresh = [.. fresh.SelectMany(Strong).Except(reached).Except(without)];
            }

            return reached;
        }

        private IEnumerable<int> Strong(int number)
        {
            int[] fields = _moment.FieldsOf(number).ToArray();
            bool honoured = _moment[number].Shape.Kind switch
            {
                ObjectKind.Weak => _moment.Promises.WeakReferences,
                ObjectKind.Ephemeron => _moment.Promises.Ephemerons,
                _ => false,
            };
            return fields.Where((target, field) => _present.Contains(target) && !(honoured && IsHeldWeakly(number, field, fields)));
        }

        private bool IsHeldWeakly(int number, int field, int[] fields) => _moment[number].Shape.Kind == ObjectKind.Weak ? field == 0
            : field == 0 || (field == 1 && fields[0] != 0 && !_moment[fields[0]].IsLive);
    }
}
