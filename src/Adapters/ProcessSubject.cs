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
        if (Attempt(process) is not { } first)
        {
            Tell(process, program, observer);
        }
        else
        {
            TellBreakdown(first, program, promises, observer);
        }
    }

    /// <summary>Runs the batch; a process that breaks down or errs is gone afterwards.</summary>
    private Breakdown? Attempt(AdapterProcess process)
    {
        try
        {
            Breakdown? breakdown = process.Run(_batch, _reply, _pool.Limits);
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
        try
        {
            _player.Play(_batch, process.Hello.Promises, _reply, observer);
        }
        catch (AdapterException e)
        {
            throw process.Explain(_pool.Command, e);
        }

        _pool.GiveBack(process);
        observer.Finished();
    }

    private void TellBreakdown(Breakdown first, MutatorProgram program, Promises promises, IObserver observer)
    {
        AdapterProcess fresh = _pool.StartFresh();
        if (Attempt(fresh) is not { } second)
        {
            _pool.GiveBack(fresh);
            throw new AdapterException(
                AdapterFailure.NotReproduced,
                $"{_pool.Command.Name}: in a program {first.Message}\nThe same program ran to its end in a fresh process.");
        }

        observer.Started(program, promises);
        FaultKind kind = second.TimedOut ? FaultKind.Hung : FaultKind.Crashed;
        observer.Faulted(new SubjectFault(kind, "in a fresh process too, " + second.Message));
        observer.Finished();
    }
}
