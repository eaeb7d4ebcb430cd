namespace GcVerify.Oracle;

/// <summary>
/// Memory that is released in granules (lines, blocks) instead of object by object: a dead object is permitted where every granule that
/// it touches holds a word of a live one, and no longer.
/// </summary>
public sealed partial class Judge
{
    private int[] _liveGranules = [];
    private int _granuleStamp;

    /// <summary>Not judged here: what moves without a promise is found by walks.</summary>
    public void Relocated(int number, int location)
    {
        if (_promises.Moves && Model.IsPresent(number))
        {
            Model.SetLocation(number, location);
        }
    }

    /// <summary>Notes which granules hold a word of an object that was marked last; <see cref="_present"/> lists the objects.</summary>
    private void NoteLiveGranules()
    {
        if (_promises.ReleaseGranule == 1)
        {
            return;
        }

        _granuleStamp++;
        foreach (int number in _present)
        {
            if (_reachability.IsMarked(number))
            {
                GranulesOf(number).Fill(_granuleStamp);
            }
        }
    }

    /// <summary>Whether every granule that the object touches was noted.</summary>
    private bool SharesGranules(int number) =>
        _promises.ReleaseGranule > 1 && GranulesOf(number).IndexOfAnyExcept(_granuleStamp) < 0;

    /// <summary>Whether all garbage that is there shares its granules with what was marked last.</summary>
    private bool OnlySharersAreLeft()
    {
        if (_promises.ReleaseGranule == 1)
        {
            return false;
        }

        CompactPresent();
        NoteLiveGranules();
        foreach (int number in _present)
        {
            if (!_reachability.IsMarked(number) && !SharesGranules(number))
            {
                return false;
            }
        }

        return true;
    }

    private Span<int> GranulesOf(int number)
    {
        int granule = _promises.ReleaseGranule, location = Model.LocationOf(number);
        int first = location / granule, last = (location + Model.WordsOf(number) - 1) / granule;
        if (last >= _liveGranules.Length)
        {
            Array.Resize(ref _liveGranules, Math.Max(last + 1, _liveGranules.Length * 2));
        }

        return _liveGranules.AsSpan(first, last - first + 1);
    }
}
