using GcVerify.Collectors;
using GcVerify.Heap;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Simulation;
using GcVerify.Verification;

namespace GcVerify.Properties.Verification;

public sealed class DifferentialTests
{
    private static readonly CampaignOptions Options = new() { Programs = 60, Operations = 80 };

    [Fact]
    public void Correct_collectors_agree()
    {
        DifferentialResult result = new Differential(CollectorCatalog.Correct.Select(Subjects.Of)).Run(Options);
        Assert.Equal((Verdict.Holds, 60L), (result.Verdict, result.Programs));
        Assert.InRange(result.NotCompared, 0, 30);
    }

    [Theory]
    [InlineData("skips-last-field")]
    [InlineData("no-write-barrier")]
    [InlineData("frees-without-children")]
    public void A_fault_that_only_its_accounting_tells_is_agreed_with_and_one_that_loses_objects_is_not(string fault)
    {
        DifferentialResult result = new Differential([Subjects.Of("no-collection"), Subjects.Of(fault)]).Run(Options);
        bool loses = fault != "frees-without-children";
        Assert.Equal(loses ? Verdict.Violated : Verdict.Holds, result.Verdict);
        Assert.Equal(loses, result.Disagreement is not null);
    }

    [Fact]
    public void The_program_is_made_smaller_while_the_same_two_disagree()
    {
        SubjectDefinition[] subjects = [Subjects.Of("mark-sweep"), Subjects.Of("generational"), Subjects.Of("skips-last-field")];
        DifferentialResult result = new Differential(subjects).Run(Options);
        Assert.Equal(("mark-sweep", "skips-last-field"), (result.Disagreement?.Left, result.Disagreement?.Right));
        Assert.InRange(result.Program!.Body.Length, 3, 5);
        Assert.Equal(80, result.OperationsBefore);
        DifferentialResult again = new Differential([subjects[2], subjects[0]]).Run(result.Program, 0);
        Assert.Equal((result.Disagreement!.LeftSees, result.Disagreement.RightSees),
            (again.Disagreement?.RightSees, again.Disagreement?.LeftSees));
    }

    [Theory]
    [InlineData("r0 = new 0+1\nr0:0 = 7", "at the end, Plain of 0+1 7")]
    [InlineData("r0 = new 1\nr1 = r0.0", "#1 in root 1 at the end")]
    public void Contents_and_roots_at_the_end_count(string text, string sees)
    {
        var liar = new SubjectDefinition("liar", () => new Liar());
        DifferentialResult result = new Differential([Subjects.Of("mark-sweep"), liar]).Run(ProgramParser.Parse(text, "program"), 0);
        Assert.Contains(sees, result.Disagreement?.LeftSees, StringComparison.Ordinal);
        Assert.Equal(Laws.Agreement, result.Disagreement!.ToViolation().Law);
    }

    [Theory]
    [InlineData("r0 = new 0\nr1 = weak r0\nr0 = null\ncollect\nr2 = deref r1\nr3 = new 4", true, Verdict.Holds)]
    [InlineData("r0 = new 0\nr1 = weak r0\nr0 = null\ncollect\nr2 = deref r1\nr3 = new 4", false, Verdict.Undecided)]
    [InlineData("heap 8\nr0 = new 500", true, Verdict.Undecided)]
    public void What_the_language_leaves_to_the_collector_is_no_disagreement(string text, bool promised, Verdict verdict)
    {
        var keeps = new SubjectDefinition("keeps", () => new SimulatedSubject(host => new Keeps(host, promised)));
        var clears = new SubjectDefinition("clears", () => new SimulatedSubject(host => new ClearsWeak(host)));
        Assert.Equal(verdict, new Differential([clears, keeps]).Run(ProgramParser.Parse(text, "program"), 0).Verdict);
    }

    /// <summary>Promises weak references or does not, and never clears one.</summary>
    private sealed class Keeps(ICollectorHost host, bool promised) : NoCollectionLike(host)
    {
        public override Promises Promises => base.Promises with { WeakReferences = promised };
    }

    /// <summary>Clears every weak reference in every collection: too much, but no law takes part here.</summary>
    private sealed class ClearsWeak(ICollectorHost host) : NoCollectionLike(host)
    {
        public override Promises Promises => base.Promises with { WeakReferences = true };

        public override void Collect(CollectionRequest request)
        {
            foreach (Address address in Allocated)
            {
                if (Host.Objects.HeaderOf(address).Kind == ObjectKind.Weak)
                {
                    Host.Heap.WriteReference(ObjectModel.FieldSlot(address, 0), Address.Null);
                }
            }

            base.Collect(request);
        }
    }

    private abstract class NoCollectionLike(ICollectorHost host) : ICollector
    {
        private int _free = host.Area.Start;

        public virtual Promises Promises => new() { UsableWords = Host.Area.Words, Completeness = Completeness.Nothing };

        protected ICollectorHost Host { get; } = host;

        protected List<Address> Allocated { get; } = [];

        public Address Allocate(Shape shape)
        {
            int words = ObjectModel.WordsOf(shape);
            if (_free + words > Host.Area.End)
            {
                return Address.Null;
            }

            var address = new Address(_free);
            _free += words;
            Host.Heap.ClaimObject(address, words);
            Host.Heap.Zero(address, words);
            Host.Objects.Initialise(address, shape);
            Allocated.Add(address);
            return address;
        }

        public virtual void Collect(CollectionRequest request) => Host.Collected(new() { IsFull = true });
    }

    /// <summary>Runs as mark-sweep does, and shows roots and raw words otherwise than they are.</summary>
    private sealed class Liar : ISubject
    {
        private readonly ISubject _inner = Subjects.Of("mark-sweep").Create();

        public void Run(MutatorProgram program, ObservationPlan plan, IObserver observer) => _inner.Run(program, plan, new Lies(observer));
    }

    private sealed class Lies(IObserver inner) : ObserverBase
    {
        private bool _rawWords;

        public override void Started(MutatorProgram program, Promises promises) => inner.Started(program, promises);

        public override void Executing(int index, in Operation primitive)
        {
            _rawWords |= primitive.Kind == OperationKind.StoreRaw;
            inner.Executing(index, primitive);
        }

        public override void Allocated(int number, int location, int words, bool zeroed, ObjectState state) =>
            inner.Allocated(number, location, words, zeroed, state);

        public override void Loaded(int number) => inner.Loaded(number);

        public override void WalkStarted() => inner.WalkStarted();

        public override void RootSeen(int position, int number) => inner.RootSeen(position, _rawWords ? number : 0);

        public override void ObjectSeen(in ObjectView view) =>
            inner.ObjectSeen(_rawWords ? Overwritten(view) : view);

        private static ObjectView Overwritten(in ObjectView view) =>
            new() { Number = view.Number, Shape = view.Shape, Fields = view.Fields, RawWords = [8], ContentsIntact = true };

        public override void Finished() => inner.Finished();
    }
}
