namespace GcVerify.Adapters;

/// <summary>
/// The processes of one adapter. Its subjects borrow one for each run, so that there are as many processes as runs at the same
/// time. Thread-safe. Processes end when this is disposed, and by themselves when this process is gone, as their stdin ends then.
/// </summary>
/// <param name="command">How to start a process.</param>
/// <param name="limits">What it may take; the defaults if null.</param>
public sealed class AdapterPool(AdapterCommand command, AdapterLimits? limits = null) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Stack<AdapterProcess> _idle = new();
    private bool _disposed;
    private int _inFlight;

    /// <summary>How a process is started.</summary>
    public AdapterCommand Command => command;

    /// <summary>What a process may take.</summary>
    public AdapterLimits Limits { get; } = limits ?? new AdapterLimits();

    /// <summary>
    /// Requests that wait for an answer now, processes that are to say hello, and breakdowns that are looked into. Each is over, or its
    /// process ended, within its time: whoever watches this process from outside need not take the silence for a standstill.
    /// </summary>
    public int RequestsInFlight => Volatile.Read(ref _inFlight);

    /// <summary>Makes a subject. It is to be used before the pool is disposed.</summary>
    public ProcessSubject CreateSubject() => new(this);

    /// <summary>The runtime and its version, as it says itself.</summary>
    /// <exception cref="AdapterException">It cannot be started, or says no hello.</exception>
    public string AskRuntime() => Describe().Runtime;

    /// <summary>What the adapter says of itself.</summary>
    /// <exception cref="AdapterException">It cannot be started, or says no hello.</exception>
    public RuntimeDescription Describe()
    {
        AdapterProcess process = Borrow();
        GiveBack(process);
        return process.Hello.Description;
    }

    /// <summary>
    /// The most bytes of memory that one of the processes that are not in use has had at a time: the runtime, the adapter and the objects
    /// of all programs so far. 0 if the system does not tell, or all have ended.
    /// </summary>
    public long PeakBytes()
    {
        lock (_lock)
        {
            return _idle.Select(process => process.PeakBytes).DefaultIfEmpty().Max();
        }
    }

    /// <summary>Ends the processes that are not in use; those that are end when they are given back.</summary>
    public void Dispose()
    {
        List<AdapterProcess> idle;
        lock (_lock)
        {
            _disposed = true;
            idle = [.. _idle];
            _idle.Clear();
        }

        idle.ForEach(process => process.Dispose());
    }

    /// <summary>Whether a program has hung in two processes.</summary>
    internal bool HasHung { get; set; }

    /// <summary>Has a process run a batch within the time that it may take.</summary>
    /// <exception cref="AdapterException">What it says is not what the protocol asks for.</exception>
    internal Breakdown? Run(AdapterProcess process, Batch batch, AdapterReply reply, bool again) =>
        WhileInFlight(() => process.Run(batch, reply, Limits.For(batch.Work, again)));

    /// <summary>Has a process go on with several runs within the time that they may take.</summary>
    /// <exception cref="AdapterException">What it says is not what the protocol asks for.</exception>
    internal Breakdown? Run(AdapterProcess process, JointRun runs) => WhileInFlight(() => process.Run(runs, Limits.For(runs.Work, again: false)));

    private T WhileInFlight<T>(Func<T> ask)
    {
        Interlocked.Increment(ref _inFlight);
        try
        {
            return ask();
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    /// <summary>Finds out about a breakdown, which takes as many runs as it takes, and time between them if the program is long.</summary>
    internal void LookInto(Action breakdown)
    {
        Interlocked.Increment(ref _inFlight);
        try
        {
            breakdown();
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    /// <summary>An idle process, or a fresh one.</summary>
    internal AdapterProcess Borrow()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_idle.TryPop(out AdapterProcess? process))
            {
                return process;
            }
        }

        return StartFresh();
    }

    /// <summary>A process that has run nothing.</summary>
    internal AdapterProcess StartFresh() => WhileInFlight(() => AdapterProcess.Start(command, Limits));

    /// <summary>Takes back a process that is in good order.</summary>
    internal void GiveBack(AdapterProcess process)
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                _idle.Push(process);
                return;
            }
        }

        process.Dispose();
    }
}
