namespace GcVerify.Verification;

/// <summary>
/// Hands the indices of a campaign's programs out to its workers, block by block. All workers finish a block before the next one
/// begins, or the campaign ends, so that it depends neither on their number nor on their speed which programs are run.
/// </summary>
internal sealed class ProgramQueue : IDisposable
{
    private readonly Barrier _barrier;
    private readonly CancellationToken _cancellation;
    private long _taken = -1;
    private long _blockEnd;
    private long _last = long.MaxValue;
    private bool _isOver;

    /// <summary>At the first block.</summary>
    /// <param name="programs">Programs of the campaign.</param>
    /// <param name="blockSize">Programs of a block.</param>
    /// <param name="workers">Workers.</param>
    /// <param name="endsEarly">
    /// Asked between two blocks, while no worker runs: whether the one that has ended is the last. Is given <see cref="Last"/>.
    /// </param>
    /// <param name="cancellation">When cancelled, there are no more programs.</param>
    public ProgramQueue(long programs, long blockSize, int workers, Func<long, bool> endsEarly, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _blockEnd = Math.Min(programs, blockSize);
        _barrier = new Barrier(workers, _ =>
        {
            _isOver = _blockEnd == programs || cancellation.IsCancellationRequested || endsEarly(_last);
            _taken = _blockEnd - 1;
            _blockEnd = Math.Min(programs, _blockEnd + blockSize);
        });
    }

    /// <summary>The index of the next program of this block, -1 if there is none.</summary>
    public long Take()
    {
        if (_cancellation.IsCancellationRequested)
        {
            return -1;
        }

        long index = Interlocked.Increment(ref _taken);
        return index < _blockEnd && index <= Interlocked.Read(ref _last) ? index : -1;
    }

    /// <summary>The last program that counts; no later one is handed out.</summary>
    public long Last => Interlocked.Read(ref _last);

    /// <summary>Makes this program the last one, unless an earlier one is. Those before it have been handed out, and are run to their ends.</summary>
    public void EndWith(long index)
    {
        long seen = Last;
        while (index < seen)
        {
            long before = Interlocked.CompareExchange(ref _last, index, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    /// <summary>Waits until every worker has come to the end of the block; false if it was the last.</summary>
    public bool AwaitNextBlock()
    {
        _barrier.SignalAndWait(CancellationToken.None);
        return !_isOver;
    }

    /// <inheritdoc/>
    public void Dispose() => _barrier.Dispose();
}
