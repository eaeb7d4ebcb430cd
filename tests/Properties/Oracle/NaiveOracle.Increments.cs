using GcVerify.Mutator;

namespace GcVerify.Properties.Oracle;

/// <summary>What the second oracle says of collections that span operations: sets, copied when one begins.</summary>
internal sealed partial class NaiveOracle
{
    private readonly Dictionary<int, Colour> _colours = [];
    private HashSet<int> _liveAtBegin = [];
    private HashSet<int> _presentAtBegin = [];
    private HashSet<int>? _condemned;
    private Operation _operation;
    private bool _underWay;
    private bool _mutatorRan;
    private bool _forced;
    private bool _wronglyReleased;
    private long _budgets;
    private long _pause;
    private long _allocatedInCycle;
    private int _inUseAtBegin;
    private int _references;
    private readonly List<(int Key, int Value)> _valuesChanged = [];

    public override void CycleStarted()
    {
        EndReleases();
        BeginReleases();
        _due = null;
        _underWay = true;
        _mutatorRan = false;
        _condemned = null;
        _budgets = 0;
        _allocatedInCycle = 0;
        _inUseAtBegin = _heap.Present.Sum(o => o.Words);
        _liveAtBegin = _heap.Reachable();
        _valuesChanged.Clear();
        _presentAtBegin = [.. _heap.Present.Select(o => o.Number)];
    }

    public override void MarkingEnded() => _condemned = [];

    public override void Condemned(int number) => _condemned!.Add(number);

    public override void Paused(long accesses)
    {
        _pause = accesses;
        if (_operation.Kind != OperationKind.Step)
        {
            return;
        }

        Demand(IsWithin(_promises.StepWork, _operation.A), 'P', "a step is too long");
        _budgets += _underWay ? _operation.A : 0;
        Demand(_promises.CycleWords == 0 || _budgets <= _promises.CycleWords, 'P', "a collection does not end");
    }

    private bool IsWithin(WorkBound bound, int words) =>
        bound == default || _pause <= ((long)bound.PerWord * words) + ((long)bound.PerRoot * _heap.Roots.Count()) + ((long)bound.PerReference * Math.Max(_references, _heap.References)) + bound.Fixed;

    private void EndPause(int words) =>
        Demand(_forced || !_heap.Automatic || IsWithin(_promises.AllocationWork, words), 'P', "an allocation is too long");

    private void EndDrag(int words)
    {
        if (_underWay && _heap.Automatic && _promises.Drag != default)
        {
            _allocatedInCycle += words;
            bool waits = _allocatedInCycle > (_promises.Drag.PerWord * _inUseAtBegin) + _promises.Drag.Fixed;
            Demand(!waits || !_presentAtBegin.Any(n => !_liveAtBegin.Contains(n) && _heap.Objects[n].Present), 'L', "garbage waits for too long");
        }
    }

    private void ReleasedInCycle(int number)
    {
        if (_underWay)
        {
            Demand(!_promises.AllocatesBlack || _presentAtBegin.Contains(number), 'S', "a new object is released");
            bool inSnapshot = _promises.Snapshot && _mutatorRan && _liveAtBegin.Contains(number);
            Demand(!inSnapshot, 'S', "what was reachable at the begin is released");
            _wronglyReleased |= _promises.Colours && !(_condemned?.Contains(number) ?? false);
        }
    }

    /// <summary>What is held from here on though it was garbage, with all that it leads to, counts as live.</summary>
    private void TakeUp(params IEnumerable<int> objects)
    {
        if (_underWay)
        {
            _liveAtBegin = _heap.ReachableFrom(_liveAtBegin.Concat(objects));
        }
    }

    private void BeginOperationInCycle()
    {
        _references = _heap.References;
        if (_heap.TakenUp.Count > 0)
        {
            TakeUp(_heap.TakenUp);
        }

        _valuesChanged.AddRange(_heap.ValuesChanged);
    }

    private void JudgeEndOfCycle(CollectionReason reason)
    {
        bool asked = _operation.Kind is OperationKind.Step or OperationKind.Collect, allocates = _heap.AwaitsAllocation && _heap.Automatic;
        Demand(reason == CollectionReason.Requested ? asked : allocates, 'A', "nothing called for a slice");
    }

    private void EndCycle()
    {
        int[] held;
        while ((held = [.. _valuesChanged.Where(v => v.Value != 0 && _liveAtBegin.Contains(v.Key) && !_liveAtBegin.Contains(v.Value)).Select(v => v.Value)]).Length > 0)
        {
            TakeUp(held);
        }

        bool floats = _presentAtBegin.Any(n => !_liveAtBegin.Contains(n) && _heap.Objects[n].Present);
        Demand(!floats, 'L', "what was garbage at the begin is kept");
        Demand(!_wronglyReleased, 'S', "what was not white is released");
        Demand(_condemned is null || !_condemned.Any(n => _heap.Objects[n].Present), 'S', "what was white is kept");
        _underWay = false;
        _wronglyReleased = false;
    }

    private void SeeColour(int number, Colour colour)
    {
        _colours[number] = colour;
        bool marking = _underWay && _condemned is null;
        bool legal = colour is Colour.White or Colour.Black || (colour == Colour.Grey && marking);
        Demand(!_promises.Colours || legal, 'S', "a colour that cannot be");
        Demand(!_promises.Colours || !_underWay || marking || colour == Colour.Black, 'S', "white after marking");
    }

    private void EndColours()
    {
        if (_underWay && _condemned is null && _promises.StrongInvariant)
        {
            bool holds = _colours.Where(o => o.Value == Colour.Black)
                .All(o => _heap.Objects[o.Key].Fields.Skip(_heap.WeakSlots(_heap.Objects[o.Key])).All(f => f == 0 || _colours.GetValueOrDefault(f) != Colour.White));
            Demand(holds, 'S', "black refers to white");
        }
    }
}
