using System.Collections.Immutable;

namespace GcVerify.Reporting;

/// <summary>
/// The run as a line of heap accesses, those of the mutator and the pauses between them: how long pauses are, and which share of a stretch
/// the
/// mutator has at least.
/// </summary>
internal sealed class PauseTimeline
{
    private const int Windows = 5;

    private readonly ImmutableArray<Pause> _pauses;
    private readonly long[] _starts;
    private readonly long[] _before;
    private readonly long _mutator;

    /// <param name="pauses">The pauses, in order.</param>
    /// <param name="mutator">Heap accesses of the mutator in the whole run.</param>
    public PauseTimeline(ImmutableArray<Pause> pauses, long mutator)
    {
        _pauses = [.. pauses.Where(pause => pause.Accesses > 0)];
        _mutator = mutator;
        _starts = new long[_pauses.Length];
        _before = new long[_pauses.Length + 1];
        for (int i = 0; i < _pauses.Length; i++)
        {
            _starts[i] = _pauses[i].MutatorWork + _before[i];
            _before[i + 1] = _before[i] + _pauses[i].Accesses;
        }
    }

    private long Total => _mutator + _before[^1];

    /// <summary>The figures.</summary>
    public PauseFigures Figures()
    {
        long[] sorted = [.. _pauses.Select(pause => pause.Accesses).Order()];
        Pause longest = _pauses.IsEmpty ? default : _pauses.MaxBy(pause => pause.Accesses);
        return new PauseFigures(
            sorted.Length,
            _before[^1],
            _mutator,
            Rank.Of(sorted, 50),
            Rank.Of(sorted, 90),
            Rank.Of(sorted, 99),
            longest.Accesses,
            longest.Step,
            [.. WindowsOf(longest.Accesses).Select(window => new Utilisation(window, LeastShare(window)))]);
    }

    /// <summary>
    /// The least share of any window: it is that of one that begins with a pause or ends with one, since to move any other a little to one
    /// of the two sides makes no more
    /// of it the mutator's.
    /// </summary>
    private double LeastShare(long window)
    {
        long most = 0;
        for (int i = 0; i < _pauses.Length; i++)
        {
            long end = _starts[i] + _pauses[i].Accesses;
            most = Math.Max(most, Math.Max(PausedWithin(_starts[i], window), PausedWithin(end - window, window)));
        }

        return (double)(window - most) / window;
    }

    /// <summary>Accesses of the collector in a window that is moved into the run where it lies across its ends.</summary>
    private long PausedWithin(long start, long window)
    {
        start = Math.Clamp(start, 0, Total - window);
        return PausedUntil(start + window) - PausedUntil(start);
    }

    private long PausedUntil(long time)
    {
        int after = Array.BinarySearch(_starts, time);
        after = after < 0 ? ~after : after;
        return after == 0 ? 0 : _before[after - 1] + Math.Min(_pauses[after - 1].Accesses, time - _starts[after - 1]);
    }

    /// <summary>From the longest pause up, each four times the one before, as far as the run goes.</summary>
    private IEnumerable<long> WindowsOf(long longest)
    {
        long window = 16;
        while (window < longest)
        {
            window *= 2;
        }

        for (int i = 0; i < Windows && window <= Total; i++, window *= 4)
        {
            yield return window;
        }
    }
}
