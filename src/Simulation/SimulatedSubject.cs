using System.Collections.Immutable;
using System.Globalization;
using GcVerify.Heap;
using GcVerify.Mutator;
using GcVerify.Simulation.Faulty;

namespace GcVerify.Simulation;

/// <summary>
/// A subject made of a simulated heap and a collector. Reusable: heap and buffers are kept from run to run, the collector is made
/// anew for each. Not thread-safe.
/// </summary>
/// <param name="collector">Makes the collector of a run. What it throws is reported like a fault.</param>
/// <param name="fault">A deliberate bug of the mutator, or none.</param>
public sealed class SimulatedSubject(Func<ICollectorHost, ICollector> collector, MutatorFault fault = MutatorFault.None) : ISubject, IWordMap
{
    private readonly MutatorMachine _machine = fault == MutatorFault.BulkStoreSkipsBarrier ? new BulkStoreSkipsBarrier() : new MutatorMachine();
    private long _credit;
    private int _lastVisited;

    /// <summary>The heap as the last run left it. For observation.</summary>
    public WordHeap Heap => _machine.Host.Heap;

    /// <inheritdoc/>
    public ImmutableArray<WordKind> Words()
    {
        WordHeap heap = Heap;
        var words = ImmutableArray.CreateBuilder<WordKind>(heap.Words);
        for (int i = 0; i < heap.Words; i++)
        {
            words.Add(heap.KindOf(new Address(i)) switch
            {
                '.' => WordKind.Free,
                'o' => WordKind.Object,
                'O' => WordKind.ObjectStart,
                'r' => WordKind.Root,
                'm' => WordKind.Metadata,
                _ => WordKind.Link,
            });
        }

        return words.MoveToImmutable();
    }

    /// <inheritdoc/>
    public void Run(MutatorProgram program, ObservationPlan plan, IObserver observer)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(observer);
        _credit = 0;
        _lastVisited = 0;
        try
        {
            _machine.Start(program, collector, observer);
            observer.Started(program, _machine.Host.Collector.Promises);
            RunBody(program, plan, observer);
            RunEpilogue(program, plan, observer);
        }
        catch (HeapFaultException e)
        {
            Break(e.Fault, observer);
        }
        catch (Exception e) when (_machine.InCollector && e is not OutOfMemoryException)
        {
            Break(FaultOf(e), observer);
        }

        observer.Finished();
    }

    private void RunBody(MutatorProgram program, ObservationPlan plan, IObserver observer)
    {
        ReadOnlySpan<Operation> body = program.Body;
        for (int i = 0; i < body.Length && !observer.Stopped; i++)
        {
            _machine.ExecuteExpanded(i, body[i]);
            WalkIfDue(i, plan, observer);
        }
    }

    /// <summary>Full collections to quiescence, none of which finds anything to finalize, then a walk: garbage that is left now is a leak.</summary>
    private void RunEpilogue(MutatorProgram program, ObservationPlan plan, IObserver observer)
    {
        int collections = _machine.Host.Collector.Promises.CollectionsToQuiescence;
        int mostFinalizations = _machine.Host.Objects.NextNumber;
        for (int quiet = 0; quiet < collections && !observer.Stopped; quiet++)
        {
            _machine.Host.Finalized = false;
            _machine.Execute(program.Body.Length, Operation.Collect());
            if (_machine.Host.Finalized && mostFinalizations-- > 0)
            {
                quiet = -1;
            }
        }

        if (plan.OperationsPerObject > 0 && !observer.Stopped)
        {
            _machine.Walk();
        }
    }

    private void WalkIfDue(int index, ObservationPlan plan, IObserver observer)
    {
        if (plan.OperationsPerObject <= 0 || plan.AtEndOnly)
        {
            return;
        }

        _credit++;
        bool full = _machine.Host.CollectedFully;
        bool due = plan.WalksAfter(index) || full || _credit > (long)_lastVisited * plan.OperationsPerObject;
        if (due && !observer.Stopped)
        {
            _lastVisited = 1 + _machine.Host.Roots.Count + _machine.Walk();
            _machine.Host.CollectedFully = false;
            _credit = full ? _credit : 0;
        }
    }

    /// <summary>Reports a breakdown, after what was released before it: that may be the cause.</summary>
    private void Break(SubjectFault fault, IObserver observer)
    {
        fault = _machine.Host.Heap.Fault ?? fault;
        try
        {
            _machine.Host.Flush();
        }
        catch (HeapFaultException)
        {
            // The first fault has been kept, and it is the one to report.
        }

        observer.Faulted(fault);
    }

    private static SubjectFault FaultOf(Exception e) => e is InsufficientExecutionStackException
        ? new(FaultKind.StackExhausted, "the stack is nearly exhausted: recursion over the object graph?")
        : new(FaultKind.Threw, string.Create(CultureInfo.InvariantCulture, $"the collector threw {e.GetType().Name}: {e.Message}"));
}
