using System.Globalization;
using GcVerify.Mutator;

namespace GcVerify.Oracle;

/// <summary>When collections take place: on request, at the promised threshold, or because an allocation does not fit.</summary>
public sealed partial class Judge
{
    private readonly int[] _counters = new int[TallyByGeneration.MaximumGenerations];
    private readonly int[] _thresholds = new int[TallyByGeneration.MaximumGenerations];
    private int _due;
    private bool _requestAnswered;
    private bool _countersUncertain;

    private void BeginThresholds()
    {
        Array.Clear(_counters);
        Array.Clear(_thresholds);
        _due = -1;
        _requestAnswered = true;
        _countersUncertain = false;
        for (int i = 0; i < _promises.Thresholds.Length; i++)
        {
            _thresholds[i] = _promises.Thresholds[i].Initial;
        }
    }

    private void BeginThresholdOperation()
    {
        _due = Model.AwaitsAllocation && Model.AutomaticCollection && !_insideCollection && !_countersUncertain && !_underWay ? OldestDue(_promises.Thresholds.Length) : -1;
        _requestAnswered = _operation.Kind != OperationKind.Collect;
        if (_operation.Kind == OperationKind.Threshold && _operation.A < _promises.Thresholds.Length)
        {
            _thresholds[_operation.A] = _operation.B;
        }
    }

    /// <summary>At the end of an allocation's safepoint: what was due has taken place.</summary>
    private void EndSafepoint()
    {
        if (_due >= 0)
        {
            NotCollected();
        }
    }

    private void NotCollected() => Break(
        Laws.Thresholds,
        0,
        string.Create(CultureInfo.InvariantCulture, $"Generation {_due} has reached its threshold, but this allocation did not collect it."),
        string.Create(CultureInfo.InvariantCulture, $"a collection at {_thresholds[_due]}, the counter being {_counters[_due]}"),
        "none");

    private void EndThresholdOperation()
    {
        if (!_requestAnswered && !_insideCollection)
        {
            Break(Laws.Thresholds, 0, "The program asked for a collection, but none is reported.", "a collection", "none");
        }

        _requestAnswered = true;
    }

    private void JudgeReason(in CollectionSummary summary)
    {
        int generation = summary.IsFull ? _promises.Generations - 1 : summary.Generation;
        switch (summary.Reason)
        {
            case CollectionReason.Requested or CollectionReason.Threshold when _insideCollection:
            case CollectionReason.Threshold when _countersUncertain:
                break;
            case CollectionReason.Requested:
                JudgeRequested(summary, generation);
                break;
            case CollectionReason.Threshold when generation != _due && !(IsDeferrable(_due) && generation == OldestDue(_due)):
                string found = string.Create(CultureInfo.InvariantCulture, $"generation {generation}");
                Break(
                    Laws.Thresholds,
                    0,
                    "A collection takes place that no threshold asks for.",
                    _due < 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"generation {_due}"),
                    found);
                break;
            case CollectionReason.Exhaustion when !Model.AutomaticCollection && _operation.Kind != OperationKind.Collect:
                Break(Laws.Thresholds, 0, "A collection takes place although automatic collection is disabled.", "none", "a collection");
                break;
            default:
                break;
        }

        if (summary.Reason == CollectionReason.Threshold)
        {
            _due = -1;
        }

        // Whether what a finalizer inside allocates counts before or after the collection is nowhere said.
        _countersUncertain = _finalizedInside || (_countersUncertain && !summary.IsFull);
        ResetCounters(generation);
    }

    private void ResetCounters(int generation)
    {
        for (int i = 0; i < _promises.Thresholds.Length; i++)
        {
            _counters[i] = i <= generation
                ? 0
                : _counters[i] + (i == generation + 1 && _promises.Thresholds[i].Unit == ThresholdUnit.YoungerCollections ? 1 : 0);
        }
    }

    private void JudgeRequested(in CollectionSummary summary, int generation)
    {
        bool asked = _operation.Kind switch
        {
            OperationKind.Collect => summary.IsFull == (_operation.A == Operation.Full || _operation.A >= _promises.Generations - 1)
                && (summary.IsFull || generation == _operation.A),
            OperationKind.Step => _promises.Incremental,
            _ => false,
        };
        _requestAnswered |= _operation.Kind == OperationKind.Collect;
        if (!asked)
        {
            Break(Laws.Thresholds, 0, "A collection takes place that the program did not ask for, or not of this generation.", _operation.Kind.ToString(), summary.IsFull ? "a full collection" : string.Create(CultureInfo.InvariantCulture, $"a collection of generation {generation}"));
        }
    }

    private void CountAllocation(int words)
    {
        for (int i = 0; i < _promises.Thresholds.Length; i++)
        {
            _counters[i] += _promises.Thresholds[i].Unit switch
            {
                ThresholdUnit.AllocatedWords => words,
                ThresholdUnit.NetObjects => 1,
                ThresholdUnit.NetContainers when Model.AllocatesContainer => 1,
                _ => 0,
            };
        }
    }

    private void CountRelease(int number)
    {
        for (int i = 0; i < _promises.Thresholds.Length; i++)
        {
            ThresholdUnit unit = _promises.Thresholds[i].Unit;
            if (_counters[i] > 0 && (unit == ThresholdUnit.NetObjects || (unit == ThresholdUnit.NetContainers && Model.ShapeOf(number).Fields > 0)))
            {
                _counters[i]--;
            }
        }
    }

    private bool IsDeferrable(int generation) => _promises.DefersFull && generation == _promises.Generations - 1;

    /// <summary>The oldest generation below <paramref name="end"/> that is due, or -1.</summary>
    private int OldestDue(int end)
    {
        if (_promises.ThresholdsAreNested && !IsDue(0))
        {
            return -1;
        }

        for (int i = end - 1; i >= 0; i--)
        {
            if (IsDue(i))
            {
                return i;
            }
        }

        return -1;
    }

    private bool IsDue(int generation)
    {
        Threshold threshold = _promises.Thresholds[generation];
        return _thresholds[generation] > 0
            && _counters[generation] >= _thresholds[generation] + (threshold.Exceeded ? 1 : 0)
            && (threshold.Unit != ThresholdUnit.NetContainers || Model.AllocatesContainer);
    }
}
