using GcVerify.Mutator;
using GcVerify.Properties.Oracle;

namespace GcVerify.Properties.Reporting;

/// <summary>
/// What was live after each step, computed from scratch each time on a model of its own; and when objects were freed. Finalizers that run
/// inside a collection are beyond it.
/// </summary>
internal sealed class NaiveLives : ObserverBase
{
    private readonly List<HashSet<int>> _live = [];
    private readonly Dictionary<int, int> _liveWithin = [];
    private NaiveHeap _heap = null!;
    private int _operations;
    private int _step;

    /// <summary>What was live after each step, from 0.</summary>
    public IReadOnlyList<HashSet<int>> Live => _live;

    /// <summary>In which step each object was freed that was.</summary>
    public Dictionary<int, int> FreedAt { get; } = [];

    /// <summary>In which step each object was allocated.</summary>
    public Dictionary<int, int> AllocatedAt { get; } = [];

    public NaiveHeap Heap => _heap;

    /// <summary>
    /// The first step after which an object was never live again, or null. Within a step it can be so for a while: a copy of a weak
    /// reference takes up what
    /// that refers to.
    /// </summary>
    public int? DiedAt(int number)
    {
        int last = _live.FindLastIndex(live => live.Contains(number));
        return last == _live.Count - 1 ? null
            : Math.Max(last < 0 ? AllocatedAt[number] : last + 1, _liveWithin.GetValueOrDefault(number));
    }

    public override void Started(MutatorProgram program, Promises promises)
    {
        _heap = new NaiveHeap(program);
        _heap.Undertake(promises);
        _operations = program.Body.Length;
    }

    public override void Executing(int index, in Operation primitive)
    {
        EndSteps(index);
        foreach (int number in _step == index + 1 ? _heap.Reachable() : [])
        {
            _liveWithin[number] = _step;
        }

        _step = index + 1;
        _heap.Execute(primitive);
    }

    public override void Allocated(int number, int location, int words, bool zeroed, ObjectState state)
    {
        AllocatedAt[number] = _step;
        _heap.Allocate(number, words, location, state.Generation);
    }

    public override void Refused(int words, int longestFreeRun) => _heap.Refuse();

    public override void Released(int number)
    {
        FreedAt[number] = _step;
        _heap.Objects[number].Present = false;
    }

    public override void WeakCleared(int number)
    {
        NaiveObject o = _heap.Objects[number];
        Array.Clear(o.Fields, 0, o.Shape.Kind == ObjectKind.Ephemeron ? 2 : 1);
    }

    public override void FinalizerPending(int number) => _heap.AddPending(_heap.Objects[number]);

    public override void FinalizerStarted(int number) => _heap.BeginFinalizer(number);

    public override void FinalizerEnded() => _heap.EndFinalizer();

    public override void Finished() => EndSteps(_operations + 1);

    private void EndSteps(int last)
    {
        while (_live.Count <= last)
        {
            _live.Add(_heap.Reachable());
        }
    }
}
