using GcVerify.Collectors;
using GcVerify.Heap;
using GcVerify.Mutator;
using GcVerify.Simulation;

namespace GcVerify.Properties.Collectors;

public sealed class CPythonSchemeTests
{
    private const string Cycle = "r0 = new 1\nr0.0 = r0\nr0 = null\n";

    [Fact]
    public void Generation_0_is_collected_by_the_allocation_of_fields_that_finds_700_objects_with_fields()
    {
        Run run = Run.Of(List(700) + "r2 = new 0\nr2 = new 1");
        Assert.Equal([(2101, 0)], run.Collections);
        Assert.Equal([1, 1, 0], run.CountsAtTheEnd);
    }

    [Fact]
    public void What_is_freed_is_not_counted_and_what_has_no_fields_neither() =>
        Assert.Equal([3, 0, 0], Run.Of(List(3) + "r1 = null\nr2 = new 0\nr2 = new 1\nr2 = null").CountsAtTheEnd);

    [Fact]
    public void Generation_1_is_collected_after_more_than_10_collections_of_generation_0()
    {
        Run run = Run.Of("threshold 0 2\n" + List(40));
        Assert.Equal([.. Enumerable.Repeat(0, 11), 1, .. Enumerable.Repeat(0, 7)], run.Collections.Select(c => c.Generation));
        Assert.Equal([2, 7, 1], run.CountsAtTheEnd);
    }

    [Fact]
    public void Generation_2_is_collected_after_more_than_10_collections_of_generation_1()
    {
        Run run = Run.Of("threshold 0 1\nthreshold 1 1\n" + List(40));
        Assert.Equal([.. Enumerable.Range(0, 33).Select(i => i % 3 / 2), 2], run.Collections.Take(34).Select(c => c.Generation));
    }

    /// <summary>
    /// Of a list all survive the full collection, but the last object leaves the generations, as it refers to nothing. Then two collections of generation 1 let two objects each
    /// wait for generation 2, whose threshold is exceeded.
    /// </summary>
    [Theory]
    [InlineData(20, 2)]
    [InlineData(21, 1)]
    public void Generation_2_is_collected_only_if_a_quarter_as_many_objects_wait_as_survived_last(int survivors, int collections)
    {
        string program = List(survivors) + "collect\ndisable\n" + List(2) + "collect 1\n" + List(2)
            + "collect 1\nthreshold 0 1\nthreshold 2 1\nr2 = new 1\nenable\nr3 = new 1";
        Assert.Equal(collections, Run.Of(program).Collections.Count(c => c.Generation == 2));
    }

    [Fact]
    public void What_is_frozen_is_ignored_until_it_is_unfrozen()
    {
        Run run = Run.Of(Cycle + "collect\ncollect", new()
        {
            [3] = collector => collector.Freeze(),
            [4] = collector =>
            {
                Assert.Equal((1, 0), (collector.FrozenCount, collector.UnreachableFound));
                collector.Unfreeze();
            },
        });
        Assert.Equal([(4, 1)], run.Deaths);
        Assert.Equal((0, 1), (run.FrozenAtTheEnd, run.FoundAtTheEnd));
    }

    [Fact]
    public void What_is_saved_stays_and_is_not_found_again()
    {
        Run run = Run.Of(Cycle + "collect\ncollect", new() { [4] = collector => Assert.Equal(1, collector.UnreachableFound) }, UncollectableGarbage.Everything);
        Assert.Empty(run.Deaths);
        Assert.Equal((1, 0), (run.FrozenAtTheEnd, run.FoundAtTheEnd));
    }

    private const string Finalizer = "finalizer f\n  r0 = null\nend\n";

    /// <summary>Object 1 lies on a cycle with object 2, which has a finalizer; object 3 hangs from that; object 4, on a cycle of its own, leads there.</summary>
    [Fact]
    public void Before_PEP_442_a_cycle_with_a_finalizer_is_kept_with_what_hangs_from_it_and_what_leads_there_is_freed()
    {
        Run run = Run.Of(
            Finalizer + "r0 = new 1\nr1 = new 2 finalizable f\nr0.0 = r1\nr1.0 = r0\nr2 = new 0\nr1.1 = r2\nr2 = new 2\nr2.0 = r2\nr2.1 = r0\n"
            + "r0 = null\nr1 = null\nr2 = null\ncollect",
            uncollectable: UncollectableGarbage.WithFinalizers);
        Assert.Equal([(12, 4)], run.Deaths);
        Assert.Equal([2], run.Listed);
    }

    /// <summary>Object 2, with a finalizer, hangs from the cycle of object 1, and leads to the cycle of object 3.</summary>
    [Fact]
    public void A_cycle_that_only_an_object_leads_to_which_counting_finalizes_goes_in_the_same_collection()
    {
        Run run = Run.Of(
            Finalizer + "r0 = new 2\nr0.0 = r0\nr1 = new 1 finalizable f\nr0.1 = r1\nr2 = new 1\nr2.0 = r2\nr1.0 = r2\nr0 = null\nr1 = null\nr2 = null\ncollect",
            uncollectable: UncollectableGarbage.WithFinalizers);
        Assert.Equal([1, 2, 3], run.Deaths.Select(death => death.Number).Order());
        Assert.Empty(run.Listed);
    }

    /// <summary>The finalizer of object 2, on a cycle, makes a weak reference to it; that of object 1, which hangs from the cycle and has no fields, runs when the cycle is broken.</summary>
    [Fact]
    public void A_weak_reference_that_a_finalizer_makes_yields_no_object_that_is_being_freed()
    {
        const string Program = "finalizer f\n  r0 = g0.0\n  r0 = weak r0\n  g0 = r0\nend\n"
            + "r0 = new 0 finalizable f\nr1 = new 2 finalizable f\nr1.0 = r0\nr0 = null\nr1.1 = r1\nr1 = null\ncollect";
        Assert.Equal([1, 2], Recording.Of("cpython", Program).Deaths.Select(death => death.Number).Where(number => number <= 2).Order());
    }

    [Fact]
    public void What_is_found_unreachable_is_counted_with_what_hangs_from_it_but_without_leaves()
    {
        Run run = Run.Of("r0 = new 3\nr0.0 = r0\nr1 = new 1\nr0.1 = r1\nr1 = new 0\nr0.2 = r1\nr1 = null\nr0 = null\ncollect");
        Assert.Equal(2, run.FoundAtTheEnd);
        Assert.Equal([(8, 1), (8, 2), (8, 3)], run.Deaths.Order());
    }

    [Fact]
    public void A_full_collection_untracks_what_refers_to_leaves_only_and_a_store_tracks_it_again()
    {
        var tracked = new List<int>();
        var look = Enumerable.Range(1, 5).ToDictionary(i => i, _ => (Action<Inspected>)(collector => tracked.Add(collector.TrackedObjects)));
        Run run = Run.Of("r0 = new 1\ncollect 0\ncollect\nr0.0 = r0\nr0 = null\ncollect", look);
        Assert.Equal([1, 1, 0, 1, 1], tracked);
        Assert.Equal([(5, 1)], run.Deaths);
    }

    /// <summary>A list of so many objects, held in r0; its head in r1 too. Three operations for each.</summary>
    private static string List(int objects) => string.Concat(Enumerable.Repeat("r1 = new 1\nr1.0 = r0\nr0 = r1\n", objects));

    private sealed class Inspected(ICollectorHost host, UncollectableGarbage uncollectable) : CPythonScheme(host, uncollectable)
    {
        public int TrackedObjects => Enumerable.Range(0, Generations).Sum(Tracked.Count);
    }

    /// <summary>What a collector did in a program, without the epilogue, and how it was left. It is spoken to before operations.</summary>
    private sealed class Run(int length, Dictionary<int, Action<Inspected>> before) : ObserverBase
    {
        private int _operation;
        private Inspected _collector = null!;

        public List<(int Operation, int Generation)> Collections { get; } = [];

        public List<(int Operation, int Number)> Deaths { get; } = [];

        public List<int> Listed { get; } = [];

        public int[] CountsAtTheEnd { get; private set; } = [];

        public int FrozenAtTheEnd { get; private set; }

        public int FoundAtTheEnd { get; private set; }

        public static Run Of(string text, Dictionary<int, Action<Inspected>>? before = null, UncollectableGarbage uncollectable = UncollectableGarbage.None)
        {
            MutatorProgram program = ProgramParser.Parse(text, "run");
            var run = new Run(program.Body.Length, before ?? []);
            new SimulatedSubject(host => run._collector = new Inspected(host, uncollectable)).Run(program, ObservationPlan.None, run);
            return run;
        }

        public override void Executing(int index, in Operation primitive)
        {
            _operation = index;
            if (before.TryGetValue(index, out Action<Inspected>? look))
            {
                look(_collector);
            }

            if (index == length && CountsAtTheEnd.Length == 0)
            {
                CountsAtTheEnd = [_collector.CountOf(0), _collector.CountOf(1), _collector.CountOf(2)];
                FrozenAtTheEnd = _collector.FrozenCount;
                FoundAtTheEnd = _collector.UnreachableFound;
            }
        }

        public override void Collected(in CollectionSummary summary)
        {
            if (_operation < length)
            {
                Collections.Add((_operation, summary.Generation));
            }
        }

        public override void Released(int number)
        {
            if (_operation < length)
            {
                Deaths.Add((_operation, number));
            }
        }

        public override void Uncollectable(int number)
        {
            if (_operation < length)
            {
                Listed.Add(number);
            }
        }

        public override void Faulted(SubjectFault fault) => Assert.Fail(fault.Message);
    }
}
