using System.Globalization;
using GcVerify.Mutator;

namespace GcVerify.Oracle;

/// <summary>
/// Collections that the mutator runs between the begin and the end of. What was garbage at the begin is written down there, at a cost that
/// the collection itself exceeds; what it releases is compared with that as it goes.
/// </summary>
public sealed partial class Judge
{
    private readonly Reachability _atBegin;
    private readonly List<int> _garbageAtBegin = [];
    private readonly List<int> _condemned = [];
    private readonly List<(int Key, int Value)> _valuesChanged = [];
    private int[] _condemnedIn = [];
    private int _cycle;
    private bool _underWay;
    private bool _markingEnded;
    private long _begun;
    private int _firstNew;
    private int _releasedUncondemned;

    /// <summary>
    /// Whether operations of the mutator have taken place since the collection under way began: before that it is like any other.
    /// </summary>
    private bool Interleaved => _underWay && _operations > _begun;

    /// <inheritdoc/>
    public void CycleStarted()
    {
        Settle();
        JudgeBegin();
        _cycle++;
        _underWay = true;
        _markingEnded = false;
        _begun = _operations;
        _firstNew = Model.NextNumber;
        _releasedUncondemned = 0;
        _budgets = 0;
        BeginDrag();
        _condemned.Clear();
        _garbageAtBegin.Clear();
        _valuesChanged.Clear();
        _atBegin.MarkFromRoots();
        if (_atBegin.MarkedPresent == Model.PresentObjects)
        {
            return;
        }

        CompactPresent();
        foreach (int number in _present)
        {
            if (!_atBegin.IsMarked(number))
            {
                _garbageAtBegin.Add(number);
            }
        }
    }

    /// <inheritdoc/>
    public void MarkingEnded()
    {
        _markingEnded = true;
        if (_condemnedIn.Length < Model.NextNumber)
        {
            Array.Resize(ref _condemnedIn, Math.Max(Model.NextNumber, _condemnedIn.Length * 2));
        }
    }

    /// <inheritdoc/>
    public void Condemned(int number)
    {
        if (Model.IsPresent(number))
        {
            _condemnedIn[number] = _cycle;
            _condemned.Add(number);
        }
    }

    private void ResetIncrements()
    {
        _underWay = false;
        _markingEnded = false;
        _exhausted = false;
        _garbageAtBegin.Clear();
        _condemned.Clear();
        _blackSeen.Clear();
    }

    /// <summary>A collection begins where one was asked for: by a step, or by a threshold that is due in this allocation.</summary>
    private void JudgeBegin()
    {
        bool asked = _operation.Kind switch
        {
            OperationKind.Step => _promises.Incremental,
            OperationKind.Collect => true,
            _ => _due >= 0,
        };
        if (!asked || _underWay)
        {
            string message = _underWay
                ? "A collection begins while another is under way."
                : "A collection begins that nobody and no threshold asks for.";
            Break(Laws.Thresholds, 0, message, "none", "a collection");
        }

        _due = -1;
    }

    /// <summary>The collection under way has ended.</summary>
    private void EndCycle(in CollectionSummary summary)
    {
        JudgeReasonOfEnd(summary.Reason);
        ResetCounters(_promises.Generations - 1);
        JudgeFloatingGarbage();
        if (_promises.Colours)
        {
            JudgeCondemned();
        }

        _underWay = false;
    }

    private void JudgeReasonOfEnd(CollectionReason reason)
    {
        bool inAllocation = Model.AwaitsAllocation && Model.AutomaticCollection;
        bool asked = _operation.Kind is OperationKind.Step or OperationKind.Collect;
        bool permitted = reason == CollectionReason.Requested ? asked : inAllocation;
        if (!permitted)
        {
            string found = string.Create(CultureInfo.InvariantCulture, $"{reason} in {_operation.Kind}");
            Break(
                Laws.Thresholds,
                0,
                "A collection ends where nobody asked for its slices, or gives the wrong reason.",
                "a step, a collection, or an allocation while automatic collection is enabled",
                found);
        }
    }

    private void JudgeFloatingGarbage()
    {
        if (!Laws.FloatingGarbage.Applies(_promises))
        {
            return;
        }

        ExcuseOverwrittenValues();

        foreach (int number in _garbageAtBegin)
        {
            if (Model.IsPresent(number) && !_atBegin.IsMarked(number))
            {
                string message = string.Create(
                    CultureInfo.InvariantCulture, $"Object #{number} was garbage when the collection began, but outlives it.");
                Break(Laws.FloatingGarbage, number, message, "freed", "kept");
                return;
            }
        }
    }

    /// <summary>What was garbage when the collection began, and is held again through no fault of the collector: by what reached it weakly, or by a pending finalizer.</summary>
    private void NoteTakenUp()
    {
        foreach (int number in Model.TakenUp)
        {
            _atBegin.MarkAlso(number);
        }

        _valuesChanged.AddRange(Model.ValuesChanged);
    }

    /// <summary>The object is held from here on, though it may have been garbage when the collection under way began.</summary>
    private void NoteHeld(int number)
    {
        if (_underWay)
        {
            _atBegin.MarkAlso(number);
        }
    }

    /// <summary>
    /// Whether an object that is released was garbage when the collection under way began and has not been taken up since: then it still is, whatever garbage refers to it. A sweep in
    /// slices stops between such objects all the time; were reachability computed at each stop, an allocation would cost as much as there are live objects.
    /// </summary>
    private bool WasGarbageAtBegin(int number) => _underWay && number < _firstNew && !_atBegin.IsMarked(number);

    /// <summary>
    /// A value that was overwritten in an ephemeron whose key was garbage then, but was taken up later, may have been kept for a key that might have been reached at the begin: a
    /// deletion barrier cannot tell.
    /// </summary>
    private void ExcuseOverwrittenValues()
    {
        bool more = _valuesChanged.Count > 0;
        while (more)
        {
            more = false;
            foreach ((int key, int value) in _valuesChanged)
            {
                if (value != 0 && key != 0 && _atBegin.IsMarked(key) && !_atBegin.IsMarked(value))
                {
                    _atBegin.MarkAlso(value);
                    more = true;
                }
            }
        }
    }

    /// <summary>What a collection under way may not release, garbage or not.</summary>
    private void JudgeReleasedInCycle(int number)
    {
        if (number >= _firstNew)
        {
            if (_promises.AllocatesBlack)
            {
                string message = string.Create(
                    CultureInfo.InvariantCulture, $"Object #{number} was allocated while a collection was under way that frees it.");
                Break(Laws.NewSurvive, number, message, "kept until the next collection", "freed");
            }
        }
        else if (_promises.Snapshot && Interleaved && _atBegin.IsMarked(number))
        {
            string message = string.Create(
                CultureInfo.InvariantCulture, $"Object #{number} was reachable when the collection began, but is freed by it.");
            Break(Laws.SnapshotKept, number, message, "kept until the next collection", "freed");
        }

        if (_promises.Colours && !IsCondemned(number))
        {
            _releasedUncondemned = number;
        }
    }
}
