using GcVerify.Mutator;

namespace GcVerify.Properties.Oracle;

/// <summary>What the second oracle says of deaths: what is freed, cleared and finalized, and what counting frees.</summary>
internal sealed partial class NaiveOracle
{
    public override void WeakCleared(int number)
    {
        NaiveObject o = _heap.Objects[number];
        _cleared.Add((number, o.Fields[0]));
        Array.Clear(o.Fields, 0, o.Shape.Kind == ObjectKind.Ephemeron ? 2 : 1);
    }

    public override void FinalizerPending(int number)
    {
        EndReleases();
        NaiveObject o = _heap.Objects[number];
        _pendingBefore = _pendingBefore < 0 ? _heap.Pending : _pendingBefore;
        HashSet<int> reachable = _heap.Reachable(_heap.RootsWithPending(_pendingBefore), _heap.HeldWeakly);
        Demand(o.Registered, 'F', "finalized twice, or without a finalizer");
        Demand(!reachable.Contains(number), 'F', "a reachable object is finalized");
        Demand(!_promises.WeakReferences || !_heap.WeakReferences.Any(w => w.Referent == number && reachable.Contains(w.Holder)), 'W', "finalized before it was cleared");
        _heap.AddPending(o);
        TakeUp(number);
        BeginReleases();
    }

    public override void FinalizerStarted(int number)
    {
        EndReleases();
        _heap.BeginFinalizer(number);
        BeginReleases();
    }

    public override void FinalizerEnded()
    {
        EndOperation();
        _heap.EndFinalizer();
        BeginReleases();
    }

    /// <summary>Notes what counting may free from here on, before anything is released.</summary>
    private void BeginReleases() => _mayGo = _promises.Completeness == Completeness.Acyclic ? FreeableByCounting() : [];

    private void EndReleases()
    {
        if (_released.Count > 0)
        {
            HashSet<int> reachable = _heap.Reachable();
            int alive = _released.Find(reachable.Contains);
            Demand(alive == 0, alive == 0 ? ' ' : GroupOf(alive), "a reachable object is released");
            int[] stale = [.. _heap.WeakReferences.Where(w => !_heap.Objects[w.Referent].Present && reachable.Contains(w.Holder)).Select(w => w.Holder)];
            Demand(stale.Length == 0 || !_released.Contains(_heap.Objects[stale[0]].Fields[0]), 'W', "a weak reference to a released object is not cleared");
            bool early = _promises.Completeness == Completeness.Acyclic
                && _released.Exists(n => !_mayGo.Contains(n) || _heap.Present.Any(o => o.Fields.Skip(_heap.HeldWeakly(o)).Contains(n)));
            Demand(!early, 'L', "a cycle is released, or an object before what refers to it");
            _released.Clear();
        }

        if (_cleared.Count > 0)
        {
            HashSet<int> reachable = _heap.Reachable();
            int[] kept = [.. _cleared.Select(c => c.Referent).Where(n => _heap.Objects[n].Present)];
            Demand(!kept.Any(reachable.Contains), 'W', "a weak reference to a reachable object is cleared");
            Demand(!_heap.WeakReferences.Any(w => kept.Contains(w.Referent) && reachable.Contains(w.Holder)), 'W', "not all weak references are cleared");
            _cleared.Clear();
        }
    }

    /// <summary>Whose affair it is that the object is alive: that of finalizers, of ephemerons, or nobody's in particular.</summary>
    private char GroupOf(int alive)
    {
        int StopsAtFinalized(NaiveObject o) => o.Finalized ? int.MaxValue : _heap.HeldWeakly(o);
        if (_promises.Finalizers && !_heap.Reachable(_heap.Roots, StopsAtFinalized).Contains(alive))
        {
            return 'F';
        }

        return _promises.Ephemerons && !_heap.Reachable(_heap.Roots, _heap.HeldWeakly, values: false).Contains(alive) ? 'W' : 'S';
    }

    private void DemandFreedByCounting()
    {
        HashSet<int> referredTo = [.. _heap.Present.SelectMany(o => o.Fields.Skip(_heap.HeldWeakly(o))), .. _heap.Roots];
        int kept = FreeableByCounting().FirstOrDefault(n => _heap.Objects[n].Present && !referredTo.Contains(n));
        bool heldWeakly = kept != 0 && _heap.Reachable(_heap.Roots, _ => 0).Contains(kept);
        Demand(kept == 0, heldWeakly ? 'W' : 'L', "what nothing refers to is kept");
    }

    /// <summary>
    /// The garbage on no cycle and hanging from none: what is left of the unreachable objects once those that one of
    /// them refers to are taken out, and again, until nothing changes.
    /// </summary>
    private HashSet<int> FreeableByCounting()
    {
        HashSet<int> reachable = _heap.Reachable();
        var left = _heap.Present.Where(o => !reachable.Contains(o.Number)).ToDictionary(o => o.Number);
        var freeable = new HashSet<int>();
        while (left.Count > 0)
        {
            var referredTo = left.Values.SelectMany(o => o.Fields.Skip(_heap.HeldWeakly(o))).ToHashSet();
            int[] peeled = [.. left.Keys.Where(n => !referredTo.Contains(n))];
            if (peeled.Length == 0)
            {
                break;
            }

            foreach (int number in peeled)
            {
                left.Remove(number);
                freeable.Add(number);
            }
        }

        return freeable;
    }
}
