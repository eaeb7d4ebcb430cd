using GcVerify.Collectors;
using GcVerify.Collectors.Spaces;
using GcVerify.Generators;
using GcVerify.Heap;
using GcVerify.Mutator;
using GcVerify.Properties.Generators;
using GcVerify.Simulation;

namespace GcVerify.Properties.Collectors;

public sealed class DeferredReferenceCountingTests
{
    [Fact]
    public void Garbage_goes_at_the_collection_and_not_before() =>
        Assert.Equal([(3, 1)], Record("r0 = new 0\nr0 = null\nr0 = null\ncollect").Deaths);

    [Fact]
    public void What_only_a_root_refers_to_stays() =>
        Assert.Empty(Record("globals 1\nr0 = new 0\ng0 = new 0\ncall 1 r0\ncollect\ncollect").Deaths);

    [Fact]
    public void A_chain_goes_from_its_head_in_one_collection() =>
        Assert.Equal(
            [(8, 1), (8, 2), (8, 3)],
            Record("r0 = new 1\nr1 = new 1\nr2 = new 0\nr0.0 = r1\nr1.0 = r2\nr1 = null\nr2 = null\nr0 = null\ncollect").Deaths);

    [Fact]
    public void What_a_root_still_refers_to_stays_when_its_last_holder_goes()
    {
        Recording recording = Record("r0 = new 1\nr1 = new 0\nr0.0 = r1\nr0 = null\ncollect\nr1 = null\ncollect");
        Assert.Equal([(4, 1), (6, 2)], recording.Deaths);
    }

    [Fact]
    public void A_cycle_stays_for_good_with_all_that_hangs_from_it()
    {
        Recording recording = Record("r0 = new 2\nr1 = new 0\nr0.0 = r0\nr0.1 = r1\nr1 = null\nr0 = null\ncollect");
        Assert.Empty(recording.Deaths);
        Assert.Empty(recording.DeathsAtTheEnd);
    }

    [Fact]
    public void Storing_a_reference_over_itself_frees_nothing() =>
        Assert.Empty(Record("r0 = new 1\nr1 = new 0\nr0.0 = r1\nr1 = null\nr1 = r0.0\nr0.0 = r1\ncollect\nr1 = null\ncollect").Deaths);

    [Fact]
    public void It_collects_in_the_first_allocation_after_512_words()
    {
        Recording recording = Record("heap 10000\nr0 = new 0+509\nr1 = new 0\nr2 = new 0");
        Assert.Equal([(2, 0, CollectionReason.Threshold)], recording.Collections);
    }

    [Fact]
    public void What_waits_makes_room_when_an_allocation_does_not_fit()
    {
        Recording recording = Record("heap 20\nr0 = new 8\nr1 = new 8\nr0 = null\nr1 = null\nr0 = new 18");
        Assert.Equal([(4, 0, CollectionReason.Exhaustion)], recording.Collections);
        Assert.Empty(recording.Refusals);
    }

    [Fact]
    public void While_collection_is_disabled_a_full_heap_refuses()
    {
        Recording recording = Record("heap 10\nr0 = new 8\ndisable\nr0 = null\nr0 = new 8\nenable\nr0 = new 8");
        Assert.Equal([3], recording.Refusals);
    }

    [Fact]
    public void Stores_into_roots_cost_the_collector_nothing()
    {
        const string stores = "\nr1 = r0\nr1 = null\ncall 2 r0\nr1 = r0\nreturn\nr0 = null";
        Assert.Equal(CostOf(stores, host => new NoCollection(host)), CostOf(stores, host => new DeferredReferenceCounting(host)));
    }

    [Fact]
    public void The_zero_count_table_holds_exactly_the_objects_whose_count_is_zero()
    {
        int zeros = 0, others = 0;
        foreach (MutatorProgram program in Preset.All.SelectMany(preset => Samples.Programs(preset.Name, 100, 20, LanguageFeatures.None)))
        {
            Inspected.Run(program, (heap, table) =>
            {
                int held = 0;
                foreach (Address address in ObjectsIn(heap))
                {
                    ulong word = heap.Peek(address + 1);
                    Assert.Equal(CountWord.CountOf(word) == 0, ObjectBuffer.Holds(word));
                    if (ObjectBuffer.Holds(word))
                    {
                        held++;
                        Assert.Equal(address, table[CountWord.PlaceOf(word) - 1]);
                    }
                    else
                    {
                        others++;
                    }
                }

                Assert.Equal(held, table.Count);
                zeros += held;
            });
        }

        Assert.True(zeros > 1000 && others > 1000, "the property was never put to the test");
    }

    private static Recording Record(string text) => Recording.Of("deferred-reference-counting", text);

    private static IEnumerable<Address> ObjectsIn(WordHeap heap) =>
        Enumerable.Range(1, heap.Words - 1).Select(word => new Address(word)).Where(heap.IsObjectStart);

    /// <summary>Accesses that operations on one object take, apart from its allocation and the collection at the end.</summary>
    private static long CostOf(string operations, Func<ICollectorHost, ICollector> collector)
    {
        const string allocation = "r0 = new 0";
        return AccessesOf(allocation + operations) - AccessesOf(allocation);

        long AccessesOf(string text)
        {
            var subject = new SimulatedSubject(collector);
            long last = 0;
            subject.Run(ProgramParser.Parse(text, "accesses"), ObservationPlan.None, new Looking(() => last = subject.Heap.Accesses));
            return last;
        }
    }

    /// <summary>A collector whose table is looked at, with the heap, before each operation and when the run has ended.</summary>
    private sealed class Inspected(ICollectorHost host) : DeferredReferenceCounting(host)
    {
        public static void Run(MutatorProgram program, Action<WordHeap, ObjectBuffer> look)
        {
            Inspected collector = null!;
            var subject = new SimulatedSubject(host => collector = new Inspected(host));
            subject.Run(program, ObservationPlan.None, new Looking(() => look(subject.Heap, collector.ZeroCounts)));
            look(subject.Heap, collector.ZeroCounts);
        }
    }

    private sealed class Looking(Action look) : ObserverBase
    {
        public override void Executing(int index, in Operation primitive) => look();

        public override void Faulted(SubjectFault fault) => Assert.Fail(fault.Message);
    }
}
