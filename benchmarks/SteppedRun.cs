using GcVerify.Collectors;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Simulation;

namespace GcVerify.Benchmarks;

/// <summary>
/// The same subject and judge, one operation at a time, as a stateful test drives them. Heap, judge and buffers are reused from run to
/// run, which is more than a stateful test would do.
/// </summary>
internal sealed class SteppedRun(string collector, int operations)
{
    private readonly CollectorEntry _entry = CollectorCatalog.Find(collector)!;
    private readonly MutatorMachine _machine = new();
    private readonly Judge _judge = new();
    private readonly MutatorProgram _frame = new(
        PlainGenerator.Locals, PlainGenerator.Globals, default, heapWords: HeapSizing.Slack * 8 * Math.Max(operations, 8));

    private int _index;
    private long _credit;
    private int _lastVisited;

    /// <summary>Operations executed so far, in all runs.</summary>
    public long Operations { get; private set; }

    /// <summary>Begins a run on an empty heap.</summary>
    public SteppedRun Begin()
    {
        _index = 0;
        _credit = 0;
        _lastVisited = 0;
        _judge.Begin(_frame);
        _machine.Start(_frame, _entry.Create, _judge);
        _judge.Started(_frame, _machine.Host.Collector.Promises);
        return this;
    }

    /// <summary>Executes an operation; whether no law is broken so far.</summary>
    public bool Step(in Operation operation)
    {
        Operations++;
        _machine.ExecuteExpanded(_index++, operation);
        bool full = _machine.Host.CollectedFully;
        if (full || ++_credit > (long)_lastVisited * ObservationPlan.Spaced.OperationsPerObject)
        {
            _lastVisited = 1 + _machine.Host.Roots.Count + _machine.Walk();
            _machine.Host.CollectedFully = false;
            _credit = full ? _credit : 0;
        }

        return !_judge.Stopped;
    }

    /// <summary>Full collections to quiescence, a walk, and the last judgement.</summary>
    public void End()
    {
        for (int i = 0; i < _machine.Host.Collector.Promises.CollectionsToQuiescence; i++)
        {
            _machine.Execute(_index, Operation.Collect());
        }

        _machine.Walk();
        _judge.Finished();
        if (_judge.Violation is { } violation)
        {
            throw new InvalidOperationException(violation.Message);
        }
    }
}
