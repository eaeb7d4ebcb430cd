using System.Diagnostics;

namespace GcVerify.Cli.Workers;

/// <summary>Notices that a worker makes no progress.</summary>
internal sealed class Watchdog(Journal journal, TimeSpan patience)
{
    // Time in which this process itself did not run, stopped with Ctrl-Z for example, is not held against the worker.
    private static readonly TimeSpan LongestTick = TimeSpan.FromMilliseconds(500);

    // Starting the process and writing results take their time, and are not a program's fault.
    private static readonly TimeSpan LeastIdlePatience = TimeSpan.FromSeconds(30);

    private readonly long[] _beats = new long[journal.Threads];
    private readonly TimeSpan[] _still = new TimeSpan[journal.Threads];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _idle;

    /// <summary>The worker has shown otherwise that it is well.</summary>
    public void Reset()
    {
        _idle = TimeSpan.Zero;
        Array.Clear(_still);
        _clock.Restart();
    }

    /// <summary>To be asked often: whether a thread has been on one program for too long, or nothing at all has happened.</summary>
    public bool IsStuck()
    {
        TimeSpan tick = _clock.Elapsed < LongestTick ? _clock.Elapsed : LongestTick;
        _clock.Restart();
        _idle += tick;
        bool stuck = false;
        for (int thread = 0; thread < _beats.Length; thread++)
        {
            long beats = journal.BeatsOf(thread);
            bool still = beats == _beats[thread];
            _beats[thread] = beats;
            _idle = still ? _idle : TimeSpan.Zero;
            _still[thread] = still && journal.ProgramOf(thread) != Journal.None ? _still[thread] + tick : TimeSpan.Zero;
            stuck |= _still[thread] >= patience;
        }

        return stuck || _idle >= (patience > LeastIdlePatience ? patience : LeastIdlePatience);
    }
}
