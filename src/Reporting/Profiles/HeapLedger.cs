using GcVerify.Mutator;

namespace GcVerify.Reporting;

/// <summary>
/// What was allocated, kept and live after each step of a run, in words; in objects where the subject does not tell sizes. Made of the
/// lives of
/// the objects, in time linear in steps and objects.
/// </summary>
public sealed class HeapLedger
{
    private readonly long[] _allocated;
    private readonly long[] _kept;
    private readonly long[] _live;

    private HeapLedger(HeapHistory history)
    {
        Steps = history.LastStep;
        InWords = history.Promises.Sight.HasFlag(Sight.Sizes);
        _allocated = new long[Steps + 1];
        _kept = new long[Steps + 1];
        _live = new long[Steps + 1];
    }

    /// <summary>The last step.</summary>
    public int Steps { get; }

    /// <summary>Whether the figures are words, headers included; else they are objects.</summary>
    public bool InWords { get; }

    /// <summary>Makes the ledger of a run.</summary>
    public static HeapLedger Of(HeapHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var ledger = new HeapLedger(history);
        foreach (ref readonly ObjectLife life in history.Lives)
        {
            ledger.Enter(life);
        }

        for (int step = 1; step <= ledger.Steps; step++)
        {
            ledger._allocated[step] += ledger._allocated[step - 1];
            ledger._kept[step] += ledger._kept[step - 1];
            ledger._live[step] += ledger._live[step - 1];
        }

        return ledger;
    }

    /// <summary>What an object counts.</summary>
    public long SizeOf(in ObjectLife life) => InWords ? life.Words : 1;

    /// <summary>Allocated up to the end of a step.</summary>
    public long AllocatedAt(int step) => _allocated[step];

    /// <summary>In the heap after a step: live or not.</summary>
    public long KeptAt(int step) => _kept[step];

    /// <summary>Of that, what roots lead to.</summary>
    public long LiveAt(int step) => _live[step];

    /// <summary>Of that, what they do not: garbage that has not been freed.</summary>
    public long FloatingAt(int step) => _kept[step] - _live[step];

    private void Enter(in ObjectLife life)
    {
        long size = SizeOf(life);
        _allocated[life.AllocatedAt] += size;
        _kept[life.AllocatedAt] += size;
        _live[life.AllocatedAt] += size;
        if (life.FreedAt is int freed)
        {
            _kept[freed] -= size;
        }

        // What is freed too early is no longer kept, and so not kept live.
        if ((life.DiedAt ?? life.FreedAt) is int died)
        {
            _live[Math.Min(died, life.FreedAt ?? died)] -= size;
        }
    }
}
