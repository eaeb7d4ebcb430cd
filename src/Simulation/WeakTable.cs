using GcVerify.Heap;

namespace GcVerify.Simulation;

/// <summary>
/// Which weak slots the mutator has filled, by object number, so that their clearing is noticed without asking the collector. The heap alone says whether one is clear.
/// </summary>
internal sealed class WeakTable
{
    private readonly List<int> _holders = [];
    private int[] _targets = new int[64];
    private int[] _references = new int[64];
    private bool[] _isListed = new bool[64];

    /// <summary>Whether no weak slot is filled.</summary>
    public bool IsEmpty => _holders.Count == 0;

    /// <summary>Forgets all.</summary>
    public void Reset()
    {
        foreach (int holder in _holders)
        {
            _references[_targets[holder]] = 0;
            _targets[holder] = 0;
            _isListed[holder] = false;
        }

        _holders.Clear();
    }

    /// <summary>Whether a weak slot was filled with the object.</summary>
    public bool IsReferent(int number) => number < _references.Length && _references[number] > 0;

    /// <summary>The mutator stores into the weak slot of a holder; target 0 is null.</summary>
    public void Store(int holder, int target)
    {
        int most = Math.Max(holder, target);
        if (most >= _targets.Length)
        {
            Array.Resize(ref _targets, Math.Max(most + 1, _targets.Length * 2));
            Array.Resize(ref _references, _targets.Length);
            Array.Resize(ref _isListed, _targets.Length);
        }

        ref int old = ref _targets[holder];
        if (!_isListed[holder])
        {
            _isListed[holder] = true;
            _holders.Add(holder);
        }

        _references[old]--;
        _references[target]++;
        old = target;
    }

    /// <summary>Tells of each slot that is null by now, and forgets holders that are released.</summary>
    public void Report(SimulationHost host)
    {
        int kept = 0;
        for (int i = 0; i < _holders.Count; i++)
        {
            int holder = _holders[i];
            bool present = host.IsPresent(holder) && _targets[holder] != 0;
            if (present && host.Heap.Peek(ObjectModel.FieldSlot(host.LocationOf(holder), 0)) != 0)
            {
                _holders[kept++] = holder;
                continue;
            }

            _references[_targets[holder]]--;
            _targets[holder] = 0;
            _isListed[holder] = false;
            if (present)
            {
                host.Observer.WeakCleared(holder);
            }
        }

        _holders.RemoveRange(kept, _holders.Count - kept);
    }
}
