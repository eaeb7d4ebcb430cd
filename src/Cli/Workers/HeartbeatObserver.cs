using GcVerify.Mutator;

namespace GcVerify.Cli.Workers;

/// <summary>Enters every operation that is begun in the journal, and passes everything on.</summary>
internal sealed class HeartbeatObserver(IObserver inner, Journal journal) : IObserver
{
    public bool Stopped => inner.Stopped;

    public void Started(MutatorProgram program, Promises promises) => inner.Started(program, promises);

    public void Executing(int index, in Operation primitive)
    {
        journal.Operation = index;
        journal.Beat(0);
        inner.Executing(index, primitive);
    }

    public void Allocated(int number, int location, int words, bool zeroed, ObjectState state) =>
        inner.Allocated(number, location, words, zeroed, state);

    public void Refused(int words, int longestFreeRun) => inner.Refused(words, longestFreeRun);

    public void Loaded(int number) => inner.Loaded(number);

    public void Released(int number) => inner.Released(number);

    public void Relocated(int number, int location) => inner.Relocated(number, location);

    public void MarkingEnded() => inner.MarkingEnded();

    public void Condemned(int number) => inner.Condemned(number);

    public void Paused(long accesses) => inner.Paused(accesses);

    public void Collected(in CollectionSummary summary) => inner.Collected(summary);

    public void Aged(int number, ObjectState state) => inner.Aged(number, state);

    public void CycleStarted() => inner.CycleStarted();

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
