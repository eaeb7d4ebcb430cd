using GcVerify.Mutator;

namespace GcVerify.Reporting;

/// <summary>What happens in the run.</summary>
public sealed partial class HeapRecorder
{
    /// <inheritdoc/>
    public void Started(MutatorProgram program, Promises promises)
    {
        ArgumentNullException.ThrowIfNull(program);
        _program = program.Clone();
        _promises = promises;
        _log.Clear();
        _log.Immortals = promises.Immortals;
        _walked.Clear();
        _existences.RemoveRange(1, _existences.Count - 1);
        _events.Clear();
        _collections.Clear();
        _pauses.Clear();
        _freedSince.Clear();
        _moments.Clear();
        _step = _next = _finalizers = 0;
        _mutatorWork = 0;
        judge.Model.References = _log;
        judge.Started(program, promises);
    }

    /// <inheritdoc/>
    public void Executing(int index, in Operation primitive)
    {
        KeepUntil(index);
        _walked.IsFresh = false;
        _log.Resume();
        if (_promises.Immediate)
        {
            _freedSince.Clear();
        }

        _step = _log.Step = index + 1;
        _mutatorWork += MutatorWork.Of(primitive);
        judge.Executing(index, primitive);
        NoteViolation();
    }

    /// <inheritdoc/>
    public void Allocated(int number, int location, int words, bool zeroed, ObjectState state)
    {
        _existences.Add(new Existence(_step, location, 0, 0));
        judge.Allocated(number, location, words, zeroed, state);
        _log.Grow();
        _walked.Allocated();
    }

    /// <inheritdoc/>
    public void Refused(int words, int longestFreeRun) => judge.Refused(words, longestFreeRun);

    /// <inheritdoc/>
    public void Loaded(int number) => judge.Loaded(number);

    /// <inheritdoc/>
    public void Released(int number)
    {
        if (judge.Model.IsPresent(number))
        {
            int by = _promises.Immediate ? HeapCollection.NoCollection : HeapCollection.Untold;
            _existences[number] = _existences[number] with { FreedAt = _step, FreedBy = by };
            _freedSince.Add(number);
        }

        judge.Released(number);
    }

    /// <inheritdoc/>
    public void Relocated(int number, int location)
    {
        _events.Add(new HeapEvent(_step, HeapEventKind.Moved, number, location));
        judge.Relocated(number, location);
    }

    /// <inheritdoc/>
    public void CycleStarted() => judge.CycleStarted();

    /// <inheritdoc/>
    public void MarkingEnded() => judge.MarkingEnded();

    /// <inheritdoc/>
    public void Condemned(int number) => judge.Condemned(number);

    /// <inheritdoc/>
    public void Paused(long accesses)
    {
        _pauses.Add(new Pause(_step, _mutatorWork, accesses));
        judge.Paused(accesses);
    }

    /// <summary>What was freed since the collection before, or since the operation began where counting frees too, is this one's.</summary>
    public void Collected(in CollectionSummary summary)
    {
        int number = _collections.Count + 1;
        Tally seen = default;
        foreach (int freed in _freedSince)
        {
            _existences[freed] = _existences[freed] with { FreedBy = number };
            seen += new Tally(1, judge.Model.WordsOf(freed));
        }

        _freedSince.Clear();
        Tally? told = _promises.Sight.HasFlag(Sight.Tallies) ? summary.Freed.Total : null;
        _collections.Add(new HeapCollection(number, _step, summary.Generation, summary.IsFull, summary.Reason, told, seen));
        judge.Collected(summary);
    }

    /// <inheritdoc/>
    public void Aged(int number, ObjectState state)
    {
        if (judge.Model.IsPresent(number) && judge.Model.StateOf(number).Generation != state.Generation)
        {
            _events.Add(new HeapEvent(_step, HeapEventKind.Promoted, number, state.Generation));
        }

        judge.Aged(number, state);
    }

    /// <inheritdoc/>
    public void WeakCleared(int number)
    {
        _events.Add(new HeapEvent(_step, HeapEventKind.Cleared, number, 0));
        _log.IsClearing = true;
        judge.WeakCleared(number);
        _log.IsClearing = false;
    }

    /// <inheritdoc/>
    public void FinalizerPending(int number)
    {
        _events.Add(new HeapEvent(_step, HeapEventKind.Pending, number, 0));
        _log.Resume();
        judge.FinalizerPending(number);
    }

    /// <inheritdoc/>
    public void Uncollectable(int number)
    {
        _events.Add(new HeapEvent(_step, HeapEventKind.Uncollectable, number, 0));
        judge.Uncollectable(number);
    }

    /// <inheritdoc/>
    public void FinalizerStarted(int number)
    {
        _events.Add(new HeapEvent(_step, HeapEventKind.Finalized, number, 0));
        _log.InFinalizer = ++_finalizers > 0;
        _log.Resume();
        judge.FinalizerStarted(number);
    }

    /// <inheritdoc/>
    public void FinalizerEnded()
    {
        _log.Resume();
        judge.FinalizerEnded();
        _log.InFinalizer = --_finalizers > 0;
    }

    /// <inheritdoc/>
    public void WalkStarted()
    {
        judge.WalkStarted();
        _walked.Begin();
    }

    /// <inheritdoc/>
    public void RootSeen(int position, int number)
    {
        _walked.SeeRoot(position, number);
        judge.RootSeen(position, number);
    }

    /// <inheritdoc/>
    public void ObjectSeen(in ObjectView view)
    {
        _walked.See(view);
        judge.ObjectSeen(view);
    }

    /// <inheritdoc/>
    public void WalkEnded(int occupiedWords)
    {
        _walked.IsFresh = true;
        judge.WalkEnded(occupiedWords);
    }

    /// <inheritdoc/>
    public void Faulted(SubjectFault fault) => judge.Faulted(fault);

    /// <inheritdoc/>
    public void Finished()
    {
        judge.Finished();
        KeepUntil(judge.Violation is { } violation ? violation.OperationIndex + 1 : _program.Body.Length + 1);
        NoteViolation();
    }
}
