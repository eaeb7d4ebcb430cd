using GcVerify.Mutator;

namespace GcVerify.Properties.Oracle;

/// <summary>What the naive oracle says of a run: the operation and the first letter of the law, as S, L, A or P.</summary>
internal sealed record NaiveViolation(int Operation, char Group, string What);

/// <summary>
/// A second oracle, slow and simple: after every operation it computes from scratch what the roots reach, and compares. It
/// shares no code with the other one.
/// </summary>
internal sealed partial class NaiveOracle : ObserverBase
{
    private readonly Dictionary<int, (int Objects, int Words)> _freed = [];
    private readonly HashSet<int> _seen = [];
    private readonly List<int> _released = [];
    private readonly List<(int Holder, int Referent)> _cleared = [];
    private NaiveHeap _heap = null!;
    private NaiveThresholds _thresholds = null!;
    private Promises _promises = null!;
    private int? _due;
    private Dictionary<int, int> _counts = [];
    private HashSet<int> _mayGo = [];
    private int[] _roots = [];
    private int _index;
    private int _pendingBefore = -1;

    public NaiveViolation? Violation { get; private set; }

    public override bool Stopped => Violation is not null;

    public override void Started(MutatorProgram program, Promises promises)
    {
        if (promises.CollectionsToQuiescence != 1 || promises.FinalizationOrder == FinalizationOrder.ReverseAllocation || !promises.ClearsBeforeFinalizers)
        {
            throw new NotSupportedException("The naive oracle is as simple as the collectors that it was written for.");
        }

        _promises = promises;
        _heap = new NaiveHeap(program);
        _heap.Undertake(promises);
        _thresholds = new NaiveThresholds(promises);
        _pendingBefore = -1;
    }

    public override void Executing(int index, in Operation primitive)
    {
        EndOperation();
        _pendingBefore = -1;
        _index = index;
        _operation = primitive;
        _mutatorRan = true;
        _forced = false;
        _heap.Execute(primitive);
        _thresholds.Execute(primitive);
        _due = _heap.AwaitsAllocation && _heap.Automatic && !_underWay ? _thresholds.Due : null;
        BeginOperationInCycle();
        BeginReleases();
    }

    public override void Allocated(int number, int location, int words, bool zeroed, ObjectState state)
    {
        EndReleases();
        EndPause(words);
        EndDrag(words);
        Demand(_due is null, 'A', "a collection was due");
        _thresholds.Allocated(words);
        _heap.Allocate(number, words, location, Math.Max(0, state.Generation));
        Demand(zeroed, 'S', "fresh memory is not zero");
        BeginReleases();
    }

    public override void Refused(int words, int longestFreeRun)
    {
        EndReleases();
        Demand(_due is null, 'A', "a collection was due");
        int present = _heap.Present.Sum(o => o.Words);
        IEnumerable<int> kept = (_heap.Automatic ? _promises.Completeness : Completeness.Nothing) switch
        {
            Completeness.Complete => _heap.Reachable(),
            Completeness.Acyclic => _heap.Present.Select(o => o.Number).Except(FreeableByCounting()),
            _ => _heap.Present.Select(o => o.Number),
        };
        int needed = kept.Sum(n => _heap.Objects[n].Words);
        bool collects = _heap.Automatic && _promises.Completeness == Completeness.Complete;
        bool gaps = !_promises.Compacts || !collects || _heap.Present.Any(o => o.Pinned);
        bool noRun = _promises.FitSpace.Words > 0 && longestFreeRun < words && (needed == present || (collects && Leftovers().Count == 0)) && gaps;
        Demand(needed + words > _promises.UsableWords || noRun, 'L', "there was room");
        _heap.Refuse();
        BeginReleases();
    }

    public override void Loaded(int number) =>
        Demand(_heap.Loads.TryDequeue(out int expected) && expected == number, 'S', "a load leads elsewhere");

    public override void Released(int number)
    {
        if (!_heap.Objects.TryGetValue(number, out NaiveObject? o) || !o.Present)
        {
            Demand(false, 'S', "released twice");
            return;
        }

        ReleasedInCycle(number);
        (int objects, int words) = _freed.GetValueOrDefault(o.Generation);
        _freed[o.Generation] = (objects + 1, words + o.Words);
        Demand(!o.Registered, 'F', "released before it was finalized");
        o.Present = false;
        _released.Add(number);
    }

    public override void Collected(in CollectionSummary summary)
    {
        EndReleases();
        for (int generation = 0; generation < TallyByGeneration.MaximumGenerations; generation++)
        {
            (int objects, int words) = _freed.GetValueOrDefault(generation);
            Demand(summary.Freed[generation] == new Tally(objects, words), 'A', "freed is not what was reported");
        }

        _freed.Clear();
        _pendingBefore = -1;
        _forced |= summary.Reason == CollectionReason.Exhaustion;
        if (_underWay && summary.IsFull)
        {
            JudgeEndOfCycle(summary.Reason);
            EndCycle();
            _thresholds.Collected(0);
            BeginReleases();
            return;
        }

        JudgeReason(summary);
        if (!summary.IsFull)
        {
            HashSet<int> kept = _heap.ReachableYoung(summary.Generation);
            int oldest = summary.Generation;
            Demand(_heap.Present.All(o => o.Generation > oldest || kept.Contains(o.Number)), 'L', "young garbage is kept");
        }
        else if (_promises.Completeness == Completeness.Complete)
        {
            HashSet<int> reachable = _heap.Reachable();
            Demand(!_heap.Present.Any(o => o.Registered && !reachable.Contains(o.Number)), 'F', "garbage is not finalized");
            List<NaiveObject> garbage = Leftovers();
            bool heldWeakly = garbage.Count > 0 && _heap.Reachable(_heap.Roots, _ => 0).Contains(garbage[0].Number);
            Demand(garbage.Count == 0, heldWeakly ? 'W' : 'L', "garbage is kept");
        }
        else if (_promises.Completeness == Completeness.Acyclic)
        {
            DemandFreedByCounting();
        }

        BeginReleases();
    }

    public override void Relocated(int number, int location)
    {
        if (_promises.Moves && _heap.Objects.TryGetValue(number, out NaiveObject? o) && !(_promises.Pinning && o.Pinned))
        {
            o.Location = location;
        }
    }

    public override void Aged(int number, ObjectState state)
    {
        if (_heap.Objects.TryGetValue(number, out NaiveObject? o))
        {
            o.Generation = Math.Max(0, state.Generation);
        }
    }

    public override void WalkStarted()
    {
        EndOperation();
        _seen.Clear();
        _colours.Clear();
        _counts = _heap.Counts(fromRoots: _promises.Counts == CountedReferences.All);
        _roots = [.. _heap.Roots];
    }

    public override void RootSeen(int position, int number) =>
        Demand(position < _roots.Length && _roots[position] == number, 'S', "a root leads elsewhere");

    public override void ObjectSeen(in ObjectView view)
    {
        if (Stopped)
        {
            return;
        }

        Demand(_seen.Add(view.Number), 'S', "an object has a double");
        if (!_heap.Objects.TryGetValue(view.Number, out NaiveObject? o))
        {
            Demand(false, 'S', "an object was never allocated");
            return;
        }

        Demand(view.Shape == o.Shape && view.ContentsIntact, 'S', "the shape is another");
        int weak = _heap.HeldWeakly(o), wrong = o.Fields.AsSpan().CommonPrefixLength(view.Fields);
        bool deadOrCleared = wrong < weak && (view.Fields[wrong] == 0 || (view.Fields[wrong] == ObjectView.Dangling && o.Fields[wrong] != 0 && !_heap.Objects[o.Fields[wrong]].Present));
        Demand(wrong == o.Fields.Length, deadOrCleared ? 'W' : 'S', "a field leads elsewhere");
        Demand(view.RawWords.SequenceEqual(o.RawWords), 'S', "a raw word has changed");
        bool mayMove = _promises.Moves && !(_promises.Pinning && o.Pinned);
        Demand(mayMove || view.Location == o.Location, 'S', "the object has moved");
        o.Location = view.Location;
        Demand(_promises.Counts == CountedReferences.None || view.State.Count == _counts.GetValueOrDefault(view.Number), 'S', "the count is wrong");
        SeeColour(view.Number, view.State.Colour);
    }

    public override void WalkEnded(int occupiedWords)
    {
        EndColours();
        Demand(_seen.SetEquals(_heap.Accessible()), 'S', "the walk saw other objects");
        bool copies = _promises.Moves && _promises.Incremental;
        Demand(copies || occupiedWords == _heap.Present.Sum(o => o.Words), 'A', "words in use are not allocated less freed");
    }

    public override void Faulted(SubjectFault fault)
    {
        EndReleases();
        bool progress = fault.Kind is FaultKind.StackExhausted or FaultKind.RunsAway or FaultKind.Threw;
        Demand(false, progress ? 'P' : fault.Kind == FaultKind.TooMuchMetadata ? 'L' : 'S', fault.Message);
    }

    public override void Finished() => EndOperation();

    private void EndOperation()
    {
        if (_heap is null)
        {
            return;
        }

        EndReleases();
        if (_promises.Immediate)
        {
            DemandFreedByCounting();
        }

        Demand(!_heap.AwaitsAllocation && _heap.Loads.Count == 0, 'S', "the subject did something else");
        BeginReleases();
    }

    private void JudgeReason(in CollectionSummary summary)
    {
        int oldest = summary.IsFull ? _promises.Generations - 1 : summary.Generation;
        bool asked = _operation.Kind == OperationKind.Collect;
        bool rightly = summary.Reason switch
        {
            CollectionReason.Threshold => oldest == _due,
            CollectionReason.Exhaustion => asked || _heap.Automatic,
            _ => asked,
        };
        Demand(rightly, 'A', "nothing called for a collection");
        _due = summary.Reason == CollectionReason.Threshold ? null : _due;
        _thresholds.Collected(oldest);
    }

    /// <summary>The garbage that is there, and has a granule to itself or together with other garbage.</summary>
    private List<NaiveObject> Leftovers()
    {
        HashSet<int> reachable = _heap.Reachable();
        var shared = reachable.SelectMany(n => GranulesOf(_heap.Objects[n])).ToHashSet();
        bool MayStay(NaiveObject o) => reachable.Contains(o.Number) || (_promises.ReleaseGranule > 1 && GranulesOf(o).All(shared.Contains));
        return [.. _heap.Present.Where(o => !MayStay(o))];
    }

    private IEnumerable<int> GranulesOf(NaiveObject o) =>
        Enumerable.Range(o.Location, o.Words).Select(word => word / _promises.ReleaseGranule).Distinct();

    private void Demand(bool holds, char group, string what)
    {
        if (!holds)
        {
            Violation ??= new NaiveViolation(_index, group, what);
        }
    }
}
