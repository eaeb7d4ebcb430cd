using System.Globalization;
using GcVerify.Mutator;

namespace GcVerify.Oracle;

/// <summary>
/// Weak references and ephemerons: cleared only if the referent is dead, no later than it is released, and all at once (Handbook 12.2). The model follows what it is
/// told was cleared; reachability is computed only where a referent outlives its clearing or a holder was not cleared.
/// </summary>
public sealed partial class Judge
{
    private readonly List<(int Holder, int Referent, int Since)> _cleared = [];
    private bool _referentReleased;
    private bool _clearingsAtOnce;

    // Whether a finalizer may have made reachable what had been found dead, and a clearing is told that came before it.
    private bool _finalizedSinceTold;

    // What refers weakly since then cannot have been cleared before.
    private int _weakStoresWhenFinalized;

    /// <inheritdoc/>
    public void WeakCleared(int number)
    {
        if (Model.IsPresent(number) && Model.WeakSince(number) is var since && Model.ClearWeak(number) is > 0 and int referent)
        {
            _cleared.Add((number, referent, since));
        }
    }

    private void ResetWeak()
    {
        _cleared.Clear();
        _referentReleased = false;
        _finalizedSinceTold = false;
        _weakStoresWhenFinalized = 0;
    }

    /// <summary>A finalizer becomes pending or begins, which may make reachable what was found dead.</summary>
    private void NoteFinalized()
    {
        _finalizedSinceTold = true;
        _weakStoresWhenFinalized = Model.WeakStores;
    }

    /// <summary>Whether all that was cleared has been told: when a collection is reported, and always where it is told at once.</summary>
    private bool AllClearingsTold => _clearingsAtOnce || _isCollectionKnown;

    /// <summary>Whether a clearing is told while nothing can have happened since that concerns it.</summary>
    private bool IsFresh(int since) => _clearingsAtOnce || !_finalizedSinceTold || since >= _weakStoresWhenFinalized;

    /// <summary>Judges what was cleared since the last time, and what should have been.</summary>
    private void JudgeWeak()
    {
        bool marked = false;
        foreach ((int holder, int referent, int since) in _cleared)
        {
            if (Model.IsPresent(referent) && IsFresh(since))
            {
                MarkOnce(ref marked);
                JudgeCleared(holder, referent);
            }
        }

        _cleared.Clear();
        if (_referentReleased && AllClearingsTold)
        {
            MarkOnce(ref marked);
            JudgeNotCleared();
            _referentReleased = false;
        }
    }

    private void MarkOnce(ref bool marked)
    {
        if (!marked)
        {
            _reachability.MarkFromRoots();
            marked = true;
        }
    }

    /// <summary>Of a referent that is still there.</summary>
    private void JudgeCleared(int holder, int referent)
    {
        if (_reachability.IsMarked(referent))
        {
            Break(
                Laws.WeakClearedOnlyIfDead,
                referent,
                string.Create(CultureInfo.InvariantCulture, $"Weak reference #{holder} is cleared, but #{referent} is reachable."),
                Name(referent),
                "null");
        }
        else if (_promises.Finalizers && !_promises.ClearsBeforeFinalizers && !_promises.ClearsInEitherOrder && DeathsTold)
        {
            Break(
                Laws.WeakBeforeFinalizers,
                referent,
                string.Create(CultureInfo.InvariantCulture, $"Weak reference #{holder} is cleared before #{referent} is released."),
                Name(referent),
                "null");
        }
        else if (AllClearingsTold && ReachableHolderOf(referent) is > 0 and int other)
        {
            Break(
                Laws.WeakClearedTogether,
                referent,
                string.Create(CultureInfo.InvariantCulture, $"Weak reference #{holder} to #{referent} is cleared, but #{other} to the same object is not."),
                "both cleared",
                "one cleared");
        }
    }

    /// <summary>Whether the death of what is not said to be dead would have been told by now.</summary>
    private bool DeathsTold => _isCollectionKnown || _promises.Sight.HasFlag(Sight.Releases);

    private void JudgeNotCleared()
    {
        List<int> holders = Model.WeakHolders;
        int kept = 0;
        for (int i = 0; i < holders.Count; i++)
        {
            int holder = holders[i];
            if (!Model.IsPresent(holder))
            {
                continue;
            }

            holders[kept++] = holder;
            int referent = Model.FieldOf(holder, 0);
            if (referent != 0 && !Model.IsPresent(referent) && _reachability.IsMarked(holder))
            {
                Break(
                    Laws.WeakNeverYieldsDead,
                    holder,
                    string.Create(CultureInfo.InvariantCulture, $"Object #{referent} is freed, but weak reference #{holder} to it is not cleared."),
                    "null",
                    Name(referent));
            }
        }

        holders.RemoveRange(kept, holders.Count - kept);
    }

    /// <summary>A holder among those marked last that still refers weakly to the object, and did before so many weak stores; or 0.</summary>
    private int ReachableHolderOf(int referent, int before = int.MaxValue)
    {
        if (Model.WeakInDegreeOf(referent) == 0)
        {
            return 0;
        }

        foreach (int holder in Model.WeakHolders)
        {
            if (Model.IsPresent(holder) && Model.FieldOf(holder, 0) == referent && Model.WeakSince(holder) < before && _reachability.IsMarked(holder))
            {
                return holder;
            }
        }

        return 0;
    }

    /// <summary>Why garbage was kept: as if a weak reference, or an ephemeron with a dead key, kept it alive; else the law given.</summary>
    private Law LawOfKept(int number, Law otherwise)
    {
        if (Model.IsRegistered(number))
        {
            bool uncollectable = _promises.Uncollectable == UncollectableGarbage.WithFinalizers && Model.InDegreeOf(number) > 0;
            return uncollectable ? Laws.Uncollectable : Laws.FinalizedInTime;
        }

        if (_promises.WeakReferences && IsReachable(number, Following.WeakReferences))
        {
            return Laws.WeakKeepsNothing;
        }

        return _promises.Ephemerons && IsReachable(number, Following.Everything) ? Laws.Ephemerons : otherwise;
    }

    private bool IsReachable(int number, Following following)
    {
        _reachability.MarkFromRoots(following);
        return _reachability.IsMarked(number);
    }
}
