using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Verification;

/// <summary>
/// Counts what happens to a collector in a run that a judge follows. It looks at the judge's model, and passes every call on.
/// </summary>
internal sealed partial class CoverageObserver(Judge judge, long[] counts) : IObserver
{
    private const int Wide = 64;

    private readonly HashSet<int> _freedLocations = [];
    private readonly List<int> _released = [];
    private Promises _promises = null!;
    private Operation _operation;
    private int _releasedOutside;
    private bool _collecting;

    public bool Stopped => judge.Stopped;

    private ModelHeap Model => judge.Model;

    public void Started(MutatorProgram program, Promises promises)
    {
        _promises = promises;
        _operation = default;
        _freedLocations.Clear();
        _released.Clear();
        _releasedOutside = 0;
        _collecting = false;
        judge.Started(program, promises);
    }

    public void Executing(int index, in Operation primitive)
    {
        EndOperation();
        _operation = primitive;
        LookAtOperation(primitive);
        judge.Executing(index, primitive);
    }

    public void Allocated(int number, int location, int words, bool zeroed, ObjectState state)
    {
        Count(CollectorEvent.AllocationWhileDisabled, !Model.AutomaticCollection);
        Count(CollectorEvent.AllocationWhileCollecting, _collecting);
        Count(CollectorEvent.Pretenuring, state.Generation > 0);
        Count(CollectorEvent.MemoryReused, location != 0 && _freedLocations.Contains(location));
        judge.Allocated(number, location, words, zeroed, state);
    }

    public void Refused(int words, int longestFreeRun)
    {
        Count(CollectorEvent.Refusal, true);
        judge.Refused(words, longestFreeRun);
    }

    public void Loaded(int number) => judge.Loaded(number);

    public void Released(int number)
    {
        if (Model.IsPresent(number))
        {
            _freedLocations.Add(Model.LocationOf(number));
            _released.Add(number);
        }

        _releasedOutside++;
        judge.Released(number);
    }

    public void Relocated(int number, int location)
    {
        Count(CollectorEvent.ObjectMoved, true);
        judge.Relocated(number, location);
    }

    public void CycleStarted()
    {
        _collecting = true;
        judge.CycleStarted();
    }

    public void MarkingEnded() => judge.MarkingEnded();

    public void Condemned(int number) => judge.Condemned(number);

    public void Paused(long accesses) => judge.Paused(accesses);

    public void Collected(in CollectionSummary summary)
    {
        Count(EventOf(summary), true);
        _collecting &= !summary.IsFull;
        LookAtGraph();
        Count(CollectorEvent.FreedWhenReconciled, _released.Count > 0 && _promises.Counts == CountedReferences.FromObjects);
        Count(CollectorEvent.CycleReclaimed, _released.Exists(ReachesItself));
        _released.Clear();
        _releasedOutside = 0;
        judge.Collected(summary);
    }

    public void Aged(int number, ObjectState state)
    {
        int before = Model.IsPresent(number) ? Model.StateOf(number).Generation : state.Generation;
        Count(CollectorEvent.Promotion, state.Generation > before);
        Count(CollectorEvent.Survival, state.Generation == before && state.Age < _promises.PromotionAge);
        Count(CollectorEvent.PromotionFailure, state.Generation == before && state.Age >= _promises.PromotionAge);
        judge.Aged(number, state);
    }

    public void WeakCleared(int number) => judge.WeakCleared(number);

    public void FinalizerPending(int number) => judge.FinalizerPending(number);

    public void FinalizerStarted(int number) => judge.FinalizerStarted(number);

    public void FinalizerEnded() => judge.FinalizerEnded();

    public void Uncollectable(int number)
    {
        Count(CollectorEvent.GarbageListed, true);
        judge.Uncollectable(number);
    }

    public void WalkStarted() => judge.WalkStarted();

    public void RootSeen(int position, int number) => judge.RootSeen(position, number);

    public void ObjectSeen(in ObjectView view) => judge.ObjectSeen(view);

    public void WalkEnded(int occupiedWords) => judge.WalkEnded(occupiedWords);

    public void Faulted(SubjectFault fault) => judge.Faulted(fault);

    public void Finished()
    {
        EndOperation();
        judge.Finished();
    }

    private void Count(CollectorEvent happened, bool condition)
    {
        if (condition)
        {
            counts[(int)happened]++;
        }
    }

    private void EndOperation()
    {
        Count(CollectorEvent.FreedAtOnce, _releasedOutside > 0);
        Count(CollectorEvent.FreedInCascade, _releasedOutside > 1);
        Count(CollectorEvent.DeathWithFrame, _releasedOutside > 0 && _operation.Kind == OperationKind.Return);
        _released.Clear();
        _releasedOutside = 0;
    }

    private static CollectorEvent EventOf(in CollectionSummary summary) => summary.Reason switch
    {
        CollectionReason.Requested => summary.IsFull ? CollectorEvent.FullOnRequest : CollectorEvent.MinorOnRequest,
        CollectionReason.Threshold => summary.IsFull ? CollectorEvent.FullAtThreshold : CollectorEvent.MinorAtThreshold,
        _ => summary.IsFull ? CollectorEvent.FullOnExhaustion : CollectorEvent.MinorOnExhaustion,
    };
}
