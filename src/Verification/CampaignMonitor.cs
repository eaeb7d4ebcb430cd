namespace GcVerify.Verification;

/// <summary>Where a campaign stands, for whoever watches it from another thread.</summary>
public sealed class CampaignMonitor
{
    private readonly long[] _current;
    private long _done;
    private long _violations;

    /// <summary>For a campaign of this many workers.</summary>
    public CampaignMonitor(int jobs)
    {
        _current = new long[jobs];
        Array.Fill(_current, -1);
    }

    /// <summary>The subject that is being verified, or null.</summary>
    public SubjectDefinition? Subject { get; private set; }

    /// <summary>Programs that have been run on this subject.</summary>
    public long Done => Interlocked.Read(ref _done);

    /// <summary>Programs among them that broke a law.</summary>
    public long Violations => Interlocked.Read(ref _violations);

    /// <summary>Whether the programs have been run and what they showed is being replayed and made smaller, all of it as worker 0.</summary>
    public bool Reporting { get; internal set; }

    /// <summary>Workers.</summary>
    public int Jobs => _current.Length;

    /// <summary>The program that a worker runs now, or -1.</summary>
    public long CurrentOf(int worker) => Volatile.Read(ref _current[worker]);

    /// <summary>Called, if set, whenever a worker turns to a program (-1: to none); while reporting, once for each replay or smaller version of it.</summary>
    public Action<int, long>? Turned { get; set; }

    /// <summary>
    /// Called, if set, when a violation is about to be made smaller (true) and when that is over (false), for who measures the time.
    /// </summary>
    public Action<bool>? Shrinking { get; set; }

    internal void Begin(SubjectDefinition subject)
    {
        Subject = subject;
        Reporting = false;
        Interlocked.Exchange(ref _done, 0);
        Interlocked.Exchange(ref _violations, 0);
    }

    internal void Turn(int worker, long program)
    {
        Volatile.Write(ref _current[worker], program);
        Turned?.Invoke(worker, program);
    }

    internal void Finish(bool violated)
    {
        Interlocked.Increment(ref _done);
        if (violated)
        {
            Interlocked.Increment(ref _violations);
        }
    }
}
