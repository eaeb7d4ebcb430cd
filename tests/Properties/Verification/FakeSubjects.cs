using GcVerify.Collectors;
using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;
using GcVerify.Simulation;
using GcVerify.Verification;

namespace GcVerify.Properties.Verification;

/// <summary>Subjects that no single run gives away: only two runs, compared, do.</summary>
internal static class FakeSubjects
{
    /// <summary>Places objects elsewhere in every other run.</summary>
    public static SubjectDefinition Forgetful()
    {
        int runs = 0;
        return new("forgetful", () => new SimulatedSubject(host => new Bump(host, runs++ % 2)));
    }

    /// <summary>Places objects elsewhere when it is walked after every operation.</summary>
    public static SubjectDefinition Shy() => new("shy", () => new Wrapped((program, plan, observer) =>
        new SimulatedSubject(host => new Bump(host, plan.AfterEveryOperation ? 1 : 0)).Run(program, plan, observer)));

    /// <summary>Shows the mutator another object number where every second operation is a collection and nobody judges.</summary>
    public static SubjectDefinition SpoiltByCollections() => Spoilt("spoilt-by-collections", CollectsEverySecondTime);

    /// <summary>Shows the mutator another number where the first object in a local goes to a lower one and nobody judges.</summary>
    public static SubjectDefinition SpoiltByNames() => Spoilt("spoilt-by-names", BeginsAmongTheLowerLocals);

    private static SubjectDefinition Spoilt(string name, Func<MutatorProgram, bool> spoils) =>
        new(name, () => new Wrapped((program, plan, observer) =>
        {
            // How pairs of runs are asked for, as no single verified run is.
            bool spoilt = plan.AtEndOnly && spoils(program);
            new SimulatedSubject(host => new MarkSweep(host)).Run(program, plan, spoilt ? new OffByOne(observer) : observer);
        }));

    private static bool CollectsEverySecondTime(MutatorProgram program)
    {
        for (int i = 1; i < program.Body.Length; i += 2)
        {
            if (program.Body[i].Kind != OperationKind.Collect)
            {
                return false;
            }
        }

        return program.Body.Length > 1;
    }

    private static bool BeginsAmongTheLowerLocals(MutatorProgram program)
    {
        foreach (Operation operation in program.Body)
        {
            if (operation.Kind == OperationKind.New && !operation.RootAt(0).IsGlobal)
            {
                return 2 * operation.A < program.Locals - 1;
            }
        }

        return false;
    }

    private sealed class Wrapped(Action<MutatorProgram, ObservationPlan, IObserver> run) : ISubject
    {
        public void Run(MutatorProgram program, ObservationPlan plan, IObserver observer) => run(program, plan, observer);
    }

    /// <summary>Allocates upwards from so many words above the start, and frees nothing.</summary>
    private sealed class Bump(ICollectorHost host, int skipped) : ICollector
    {
        private readonly BumpSpace _space = new(host.Heap, new(host.Area.Start + skipped, host.Area.Words - skipped));

        public Promises Promises { get; } = new() { UsableWords = host.Area.Words - skipped, Completeness = Completeness.Nothing };

        public Address Allocate(Shape shape)
        {
            Address address = _space.Allocate(ObjectModel.WordsOf(shape));
            if (!address.IsNull)
            {
                host.Objects.Initialise(address, shape);
            }

            return address;
        }

        public void Collect(CollectionRequest request) => host.Collected(new() { IsFull = true });
    }

    /// <summary>Passes everything on, new objects' numbers one too high.</summary>
    private sealed class OffByOne(IObserver inner) : IObserver
    {
        public bool Stopped => inner.Stopped;

        public void Started(MutatorProgram program, Promises promises) => inner.Started(program, promises);

        public void Executing(int index, in Operation primitive) => inner.Executing(index, primitive);

        public void Allocated(int number, int location, int words, bool zeroed, ObjectState state) =>
            inner.Allocated(number + 1, location, words, zeroed, state);

        public void Refused(int words, int longestFreeRun) => inner.Refused(words, longestFreeRun);

        public void Loaded(int number) => inner.Loaded(number);

        public void Released(int number) => inner.Released(number);

        public void Relocated(int number, int location) => inner.Relocated(number, location);

        public void CycleStarted() => inner.CycleStarted();

        public void MarkingEnded() => inner.MarkingEnded();

        public void Condemned(int number) => inner.Condemned(number);

        public void Paused(long accesses) => inner.Paused(accesses);

        public void Collected(in CollectionSummary summary) => inner.Collected(summary);

        public void Aged(int number, ObjectState state) => inner.Aged(number, state);

        public void WeakCleared(int number) => inner.WeakCleared(number);

        public void FinalizerPending(int number) => inner.FinalizerPending(number);

        public void FinalizerStarted(int number) => inner.FinalizerStarted(number);

        public void FinalizerEnded() => inner.FinalizerEnded();

        public void Uncollectable(int number) => inner.Uncollectable(number);

        public void WalkStarted() => inner.WalkStarted();

        public void RootSeen(int position, int number) => inner.RootSeen(position, number);

        public void ObjectSeen(in ObjectView view) => inner.ObjectSeen(view);

        public void WalkEnded(int occupiedWords) => inner.WalkEnded(occupiedWords);

        public void Faulted(SubjectFault fault) => inner.Faulted(fault);

        public void Finished() => inner.Finished();
    }
}
