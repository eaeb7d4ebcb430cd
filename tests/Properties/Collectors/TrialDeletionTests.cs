using GcVerify.Collectors;
using GcVerify.Collectors.Spaces;
using GcVerify.Generators;
using GcVerify.Heap;
using GcVerify.Mutator;
using GcVerify.Properties.Generators;
using GcVerify.Simulation;

namespace GcVerify.Properties.Collectors;

public sealed class TrialDeletionTests
{
    [Fact]
    public void A_cycle_goes_with_its_tail_at_the_collection_and_not_before()
    {
        Recording recording = Record("r0 = new 2\nr1 = new 0\nr0.0 = r0\nr0.1 = r1\nr1 = null\nr0 = null\nr0 = null\ncollect");
        Assert.Equal([(7, 1), (7, 2)], recording.Deaths.Order());
    }

    [Fact]
    public void A_cycle_that_hangs_from_a_cycle_goes_with_it()
    {
        Recording recording = Record("r0 = new 2\nr1 = new 1\nr0.0 = r0\nr0.1 = r1\nr1.0 = r1\nr1 = null\nr0 = null\ncollect");
        Assert.Equal([(7, 1), (7, 2)], recording.Deaths.Order());
    }

    [Fact]
    public void A_cycle_that_one_reference_from_outside_holds_stays() =>
        Assert.Empty(Record("r0 = new 1\nr1 = new 1\nr0.0 = r1\nr1.0 = r0\nr1 = null\ncollect\nr1 = r0.0\nr1 = r1.0").Deaths);

    [Fact]
    public void What_a_freed_object_held_last_may_be_a_cycle() =>
        Assert.Equal(
            [(5, 1), (6, 2)],
            Record("r0 = new 1\nr1 = new 1\nr1.0 = r1\nr0.0 = r1\nr1 = null\nr0 = null\ncollect").Deaths);

    [Fact]
    public void An_object_in_the_buffer_is_freed_at_once_when_its_count_falls_to_zero() =>
        Assert.Equal([(3, 1)], Record("r0 = new 1\nr1 = r0\nr1 = null\nr0 = null\ncollect").Deaths);

    [Fact]
    public void It_collects_in_the_first_allocation_after_512_words()
    {
        Recording recording = Record("heap 10000\nr0 = new 0+509\nr1 = new 0\nr2 = new 0");
        Assert.Equal([(2, 0, CollectionReason.Threshold)], recording.Collections);
    }

    [Fact]
    public void A_cycle_makes_room_when_an_allocation_does_not_fit()
    {
        Recording recording = Record("heap 10\nr0 = new 8\nr0.0 = r0\nr0 = null\nr0 = new 8");
        Assert.Equal([(3, 0, CollectionReason.Exhaustion)], recording.Collections);
        Assert.Empty(recording.Refusals);
    }

    [Fact]
    public void Where_joining_free_cells_makes_room_there_is_no_collection()
    {
        Recording recording = Record("heap 20\nr0 = new 8\nr1 = new 8\nr0 = null\nr1 = null\nr0 = new 18");
        Assert.Empty(recording.Refusals);
        Assert.Empty(recording.Collections);
    }

    [Fact]
    public void Purple_objects_are_in_the_buffer_once_and_after_a_collection_it_is_empty_and_all_are_black()
    {
        int purple = 0;
        foreach (MutatorProgram program in Preset.All.SelectMany(preset => Samples.Programs(preset.Name, 100, 20, LanguageFeatures.None)))
        {
            var run = new Inspected();
            run.Look = (heap, buffer) => purple += AssertBuffered(heap, buffer);
            run.Run(program);
            Assert.Equal(0, run.Buffer.Count);
            Assert.All(ObjectsIn(run.Heap), address => Assert.Equal(CountWord.Black, run.Heap.Peek(address + 1) & ~0xFFFF_FFFFUL));
        }

        Assert.True(purple > 1000, "the property was never put to the test");
    }

    /// <summary>Lins's algorithm, which finishes with one possible root before it begins with the next, takes quadratic time.</summary>
    [Fact]
    public void Chains_of_rings_of_which_each_is_a_possible_root_are_collected_in_linear_time()
    {
        long one = Collecting(Rings(200)), two = Collecting(Rings(400));
        Assert.InRange((double)two / one, 1.9, 2.1);
    }

    private static Recording Record(string text) => Recording.Of("trial-deletion", text);

    private static int AssertBuffered(WordHeap heap, ObjectBuffer buffer)
    {
        int held = 0;
        foreach (Address address in ObjectsIn(heap))
        {
            ulong word = heap.Peek(address + 1);
            bool isPurple = CountWord.ColourOf(word) == CountWord.Purple;
            Assert.True(isPurple || CountWord.ColourOf(word) == CountWord.Black);
            Assert.True(ObjectBuffer.Holds(word) || !isPurple);
            if (ObjectBuffer.Holds(word))
            {
                held++;
                Assert.Equal(address, buffer[CountWord.PlaceOf(word) - 1]);
            }
        }

        Assert.Equal(held, buffer.Count);
        return held;
    }

    private static IEnumerable<Address> ObjectsIn(WordHeap heap) =>
        Enumerable.Range(1, heap.Words - 1).Select(word => new Address(word)).Where(heap.IsObjectStart);

    /// <summary>
    /// Two chains of rings, buffered in the order in which they are made: in one each ring refers to the one before it, in the other to
    /// the next.
    /// </summary>
    private static MutatorProgram Rings(int rings)
    {
        Root ring = Root.Local(0), before = Root.Local(1), first = Root.Local(2), last = Root.Local(3);
        Operation[] make = [Operation.New(ring, Shape.Plain(2)), Operation.Store(ring, 0, ring)];
        List<Operation> body = [Operation.Disable(), .. make, Operation.Assign(first, ring), Operation.Assign(last, ring)];
        for (int i = 0; i < rings; i++)
        {
            body.AddRange([.. make, Operation.Store(ring, 1, before), Operation.Assign(before, ring)]);
            body.AddRange([.. make, Operation.Store(last, 1, ring), Operation.Assign(last, ring)]);
        }

        body.AddRange(new[] { ring, before, first, last }.Select(Operation.Clear));
        return new MutatorProgram(4, 0, body.ToArray());
    }

    /// <summary>Accesses of the collection at the end.</summary>
    private static long Collecting(MutatorProgram program)
    {
        var run = new Inspected();
        long before = 0;
        run.Look = (heap, _) => before = heap.Accesses;
        run.Run(program);
        return run.Heap.Accesses - before;
    }

    /// <summary>A run in which the heap and the buffer are looked at before each operation.</summary>
    private sealed class Inspected : ObserverBase
    {
        private readonly SimulatedSubject _subject;
        private Collector _collector = null!;

        public Inspected() => _subject = new SimulatedSubject(host => _collector = new Collector(host));

        public Action<WordHeap, ObjectBuffer> Look { get; set; } = (_, _) => { };

        public WordHeap Heap => _subject.Heap;

        public ObjectBuffer Buffer => _collector.Buffer;

        public void Run(MutatorProgram program) => _subject.Run(program, ObservationPlan.None, this);

        public override void Executing(int index, in Operation primitive) => Look(Heap, Buffer);

        public override void Faulted(SubjectFault fault) => Assert.Fail(fault.Message);

        private sealed class Collector(ICollectorHost host) : TrialDeletion(host)
        {
            public ObjectBuffer Buffer => PossibleRoots;
        }
    }
}
