using GcVerify.Mutator;

namespace GcVerify.Adapters;

/// <summary>
/// A subject that is another process: each program is one request and one reply. A crash or a hang is reported if it happens again
/// in a fresh process; if not, or if the process does not keep to the protocol, an <see cref="AdapterException"/> says that nothing
/// can be said. Reusable, not thread-safe.
/// </summary>
public sealed class ProcessSubject : ISubject
{
    private readonly AdapterPool _pool;
    private readonly Batch _batch = new();
    private readonly AdapterReply _reply = new();
    private readonly LogPlayer _player = new();

    internal ProcessSubject(AdapterPool pool) => _pool = pool;

    /// <inheritdoc/>
    /// <exception cref="AdapterException">Nothing can be said of the collector: the adapter is at fault, or broke down in a way
    /// that does not repeat.</exception>
    public void Run(MutatorProgram program, ObservationPlan plan, IObserver observer)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(observer);
        AdapterProcess process = _pool.Borrow();
        Promises promises = process.Hello.Promises;
        _batch.Prepare(program, plan, promises);
        if (Attempt(process, _pool.HasHung) is not { } first)
        {
            Tell(process, program, observer);
        }
        else
        {
            TellBreakdown(Confirm(first), program, plan, promises, observer);
        }
    }

    /// <summary>Runs the batch; a process that breaks down or errs is gone afterwards.</summary>
    private Breakdown? Attempt(AdapterProcess process, bool again)
    {
        try
        {
            Breakdown? breakdown = _pool.Run(process, _batch, _reply, again);
            if (breakdown is not null)
            {
                process.Dispose();
            }

            return breakdown;
        }
        catch (AdapterException e)
        {
            throw process.Explain(_pool.Command, e);
        }
    }

    private void Tell(AdapterProcess process, MutatorProgram program, IObserver observer)
    {
        observer.Started(program, process.Hello.Promises);
        Play(process, observer);
        _pool.GiveBack(process);
        observer.Finished();
    }

    private void Play(AdapterProcess process, IObserver observer)
    {
        try
        {
            _player.Play(_batch, process.Hello.Promises, _reply, observer);
        }
        catch (AdapterException e)
        {
            throw process.Explain(_pool.Command, e);
        }
    }

    /// <summary>
    /// What happens in a fresh process. That a program hangs takes long to see, and is believed at once when another one did.
    /// </summary>
    private Breakdown Confirm(Breakdown first)
    {
        if (first.TimedOut && _pool.HasHung)
        {
            return first;
        }

        AdapterProcess fresh = _pool.StartFresh();
        if (Attempt(fresh, again: false) is not { } second)
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
            TellUntilBreakdown(observer);
        }

        if (!observer.Stopped)
        {
            FaultKind kind = breakdown.TimedOut ? FaultKind.Hung : FaultKind.Crashed;
            observer.Faulted(new SubjectFault(kind, breakdown.Message));
        }

        observer.Finished();
    }

    /// <summary>
    /// Finds the operation of the breakdown by bisection: the shortest beginning of the batch that breaks down too ends with it. Tells what
    /// happened before, and begins
    /// the operation.
    /// </summary>
    private void TellUntilBreakdown(IObserver observer)
    {
        int runs = 0, breaks = _batch.Sent;
        AdapterProcess? process = null;
        while (breaks - runs > 1)
        {
            int middle = runs + ((breaks - runs) / 2);
            _batch.Cut(middle);
            process ??= _pool.StartFresh();
            if (Attempt(process, again: true) is null)
            {
                // What it answered is kept: an attempt that breaks down leaves no other answer.
                runs = middle;
            }
            else
            {
                breaks = middle;
                process = null;
            }
        }

        _batch.Cut(runs);
        int told = _batch.Steps.Length;
        if (runs > 0)
        {
            Play(process ??= _pool.StartFresh(), observer);
        }

        if (process is not null)
        {
            _pool.GiveBack(process);
        }

        _batch.Cut(breaks);
        foreach (ref readonly BatchStep step in _batch.Steps[told..])
        {
            if (step.Code != WireCode.Walk && !observer.Stopped)
            {
                observer.Executing(step.Index, step.Primitive);
            }
        }
    }
}
