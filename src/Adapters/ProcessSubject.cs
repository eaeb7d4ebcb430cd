using GcVerify.Mutator;

namespace GcVerify.Adapters;

/// <summary>
/// A subject that is another process: each program is one request and one reply. A crash or a hang is reported if it happens again
/// in a fresh process; if not, or if the process does not keep to the protocol, an <see cref="AdapterException"/> says that nothing
/// can be said. Reusable, not thread-safe.
/// </summary>
public sealed class ProcessSubject : IBatchSubject
{
    private readonly AdapterPool _pool;
    private readonly Conversation _conversation = new();
    private readonly JointRun _joint = new();
    private Promises? _jointPromises;

    internal ProcessSubject(AdapterPool pool) => _pool = pool;

    /// <inheritdoc/>
    /// <exception cref="AdapterException">The process broke down or erred, and not so with one program after the other; or a program has
    /// something that a process cannot be given.</exception>
    public void Prepare(IReadOnlyList<PlannedRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        _joint.Forget();
        AdapterProcess process = _pool.Borrow();
        if (!process.Hello.RunsTogether || runs.Count < 2)
        {
            _pool.GiveBack(process);
            return;
        }

        _jointPromises = process.Hello.Promises;
        if (RunTogether(process, runs) is not { } trouble)
        {
            _pool.GiveBack(process);
            return;
        }

        process.Dispose();
        _joint.Forget();
        if (!AnyBreaksDown(runs, trouble))
        {
            throw new AdapterException(
                AdapterFailure.NotReproduced,
                $"{_pool.Command.Name}: with {runs.Count} programs at a time {trouble.Message}\nOne by one they ran to their ends.");
        }
    }

    /// <inheritdoc/>
    /// <exception cref="AdapterException">Nothing can be said of the collector: the adapter is at fault, or broke down in a way
    /// that does not repeat, or the program has something that a process cannot be given.</exception>
    public void Run(MutatorProgram program, ObservationPlan plan, IObserver observer)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(observer);
        if (_joint.Take(program, plan) is { } prepared)
        {
            TellPrepared(prepared, program, observer);
            return;
        }

        AdapterProcess process = plan.Afresh ? _pool.StartFresh() : _pool.Borrow();
        if (Attempt(process, program, plan, _pool.HasHung) is not { } first)
        {
            Tell(process, program, plan, observer);
        }
        else
        {
            _pool.LookInto(() => TellBreakdown(Confirm(first, program, plan), program, plan, process.Hello.Promises, observer));
        }
    }

    /// <summary>Runs a program, or so many of its operations; a process that breaks down or errs is gone afterwards.</summary>
    private Breakdown? Attempt(AdapterProcess process, MutatorProgram program, ObservationPlan plan, bool again, int limit = int.MaxValue)
    {
        try
        {
            Breakdown? breakdown = Converse(process, program, plan, again, limit);
            if (breakdown is not null)
            {
                process.Dispose();
            }

            return breakdown;
        }
        catch (AdapterException e) when (e.Failure != AdapterFailure.Unsupported)
        {
            throw process.Explain(_pool.Command, e);
        }
        catch (AdapterException e)
        {
            _pool.GiveBack(process);
            throw new AdapterException(e.Failure, $"{_pool.Command.Name}: {e.Message}", e);
        }
    }

    /// <summary>Request after request, as many as the batch has.</summary>
    private Breakdown? Converse(AdapterProcess process, MutatorProgram program, ObservationPlan plan, bool again, int limit)
    {
        _conversation.Begin(program, plan, process.Hello.Promises, limit);
        while (_conversation.Batch.HasMore)
        {
            _conversation.WriteRequest();
            if (_pool.Run(process, _conversation.Batch, _conversation.Reply, again) is { } breakdown)
            {
                return breakdown;
            }

            _conversation.TakeReply();
        }

        return null;
    }

    /// <summary>What is wrong with a process that is given several programs; null if nothing.</summary>
    private Breakdown? RunTogether(AdapterProcess process, IReadOnlyList<PlannedRun> runs)
    {
        try
        {
            _joint.Begin(runs, process.Hello.Promises);
            while (_joint.WriteRequest())
            {
                if (_pool.Run(process, _joint) is { } breakdown)
                {
                    return breakdown;
                }

                _joint.TakeReply();
            }

            return null;
        }
        catch (AdapterException e)
        {
            return new Breakdown(TimedOut: false, e.Message);
        }
    }

    /// <summary>Whether one of the programs alone breaks a process down. It will be found again, and confirmed, when it is asked for.</summary>
    private bool AnyBreaksDown(IReadOnlyList<PlannedRun> runs, Breakdown trouble)
    {
        AdapterProcess process = _pool.StartFresh();
        foreach (PlannedRun run in runs)
        {
            if (Attempt(process, run.Program, run.Plan, _pool.HasHung) is { } alone)
            {
                // It has hung in two processes then.
                _pool.HasHung |= trouble.TimedOut && alone.TimedOut;
                return true;
            }
        }

        _pool.GiveBack(process);
        return false;
    }

    private void TellPrepared(Conversation prepared, MutatorProgram program, IObserver observer)
    {
        observer.Started(program, _jointPromises!);
        try
        {
            prepared.Play(observer);
        }
        catch (AdapterException e)
        {
            throw new AdapterException(e.Failure, $"{_pool.Command.Name}: the adapter is at fault: {e.Message}", e);
        }

        observer.Finished();
    }

    private void Tell(AdapterProcess process, MutatorProgram program, ObservationPlan plan, IObserver observer)
    {
        observer.Started(program, process.Hello.Promises);
        Play(process, observer);
        if (plan.Afresh)
        {
            process.Dispose();
        }
        else
        {
            _pool.GiveBack(process);
        }

        observer.Finished();
    }

    private void Play(AdapterProcess process, IObserver observer)
    {
        try
        {
            _conversation.Play(observer);
        }
        catch (AdapterException e)
        {
            throw process.Explain(_pool.Command, e);
        }
    }

    /// <summary>
    /// What happens in a fresh process. That a program hangs takes long to see, and is believed at once when another one did.
    /// </summary>
    private Breakdown Confirm(Breakdown first, MutatorProgram program, ObservationPlan plan)
    {
        if (first.TimedOut && _pool.HasHung)
        {
            return first;
        }

        AdapterProcess fresh = _pool.StartFresh();
        if (Attempt(fresh, program, plan, again: false) is not { } second)
        {
            _pool.GiveBack(fresh);
            throw new AdapterException(
                AdapterFailure.NotReproduced,
                $"{_pool.Command.Name}: in a program {first.Message}\nThe same program ran to its end in a fresh process.");
        }

        _pool.HasHung |= second.TimedOut;
        return second with { Message = "in a fresh process too, " + second.Message };
    }

    private void TellBreakdown(Breakdown breakdown, MutatorProgram program, ObservationPlan plan, Promises promises, IObserver observer)
    {
        observer.Started(program, promises);
        if (plan.LocatesBreakdown)
        {
            TellUntilBreakdown(program, plan, observer);
        }

        if (!observer.Stopped)
        {
            FaultKind kind = breakdown.TimedOut ? FaultKind.Hung : FaultKind.Crashed;
            observer.Faulted(new SubjectFault(kind, breakdown.Message));
        }

        observer.Finished();
    }

    /// <summary>
    /// Runs a beginning of a program in a fresh process: what another beginning has left in one, such as a long list, may break it down
    /// when it is dropped.
    /// </summary>
    /// <returns>The process, or null if it broke down.</returns>
    private AdapterProcess? AttemptAfresh(MutatorProgram program, ObservationPlan plan, int operations)
    {
        AdapterProcess process = _pool.StartFresh();
        return Attempt(process, program, plan, again: true, operations) is null ? process : null;
    }

    /// <summary>
    /// Finds the operation of the breakdown by bisection: the shortest beginning of the program that breaks down too ends with it. Tells
    /// what happened before, and begins the operation.
    /// </summary>
    private void TellUntilBreakdown(MutatorProgram program, ObservationPlan plan, IObserver observer)
    {
        int runs = 0, breaks = _conversation.Batch.SentInAll;
        BatchStep breaking = _conversation.Batch.LastSent;
        while (breaks - runs > 1)
        {
            int middle = runs + ((breaks - runs) / 2);
            if (AttemptAfresh(program, plan, middle) is not AdapterProcess process)
            {
                breaks = middle;
                breaking = _conversation.Batch.LastSent;
                continue;
            }

            runs = middle;
            process.Dispose();
        }

        if (runs > 0 && AttemptAfresh(program, plan, runs) is AdapterProcess last)
        {
            Play(last, observer);
            last.Dispose();
        }

        if (breaking.Code != WireCode.Walk && !observer.Stopped)
        {
            observer.Executing(breaking.Index, breaking.Primitive);
        }
    }
}
