using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Reporting;

/// <summary>
/// When each object died, by the algorithm of Merlin (Hertz et al. 2002): no reference of a dead object changes, so one died in the last
/// step in which it, or an object that leads to it, lost a reference by which it was reachable. Objects are visited by that step, the
/// latest first, each once; so it takes linear time. What roots lead to is visited before all of them.
/// </summary>
internal sealed class DeathTimes
{
    /// <summary>The step of objects that are live.</summary>
    public const int StillLive = int.MaxValue;

    private readonly ModelHeap _model;
    private readonly ReferenceLog _log;
    private readonly int[] _diedAt;
    private readonly int[] _causes;
    private readonly Dictionary<int, List<int>> _waiting = [];
    private readonly Dictionary<int, List<Severance>> _severed = [];
    private readonly Stack<int> _toScan = new();
    private readonly List<(int Object, int Cause, int Next)> _chains = [default];
    private readonly int[] _chainOf;
    private int _now = StillLive;
    private int _cause;

    /// <summary>Computes them for the state that a model is in.</summary>
    public DeathTimes(ModelHeap model, ReferenceLog log)
    {
        _model = model;
        _log = log;
        _diedAt = new int[model.NextNumber];
        _causes = new int[model.NextNumber];
        _chainOf = new int[log.Step + 1];
        foreach (Severance one in log.Severed)
        {
            Lists(_severed, one.Ephemeron).Add(one);
            Lists(_severed, one.Key).Add(one);
        }

        VisitRoots();
        for (int number = 1; number < model.NextNumber; number++)
        {
            Chain(number, number, log.Cuts[number].Step);
        }

        for (int i = 0; i < log.Lapses.Count; i++)
        {
            Chain(log.Lapses[i].Value, -1 - i, log.Lapses[i].Step);
        }

        VisitDead(log.Step);
    }

    /// <summary>The step in which the last path to an object ceased to be, or <see cref="StillLive"/>.</summary>
    public int Of(int number) => _diedAt[number];

    /// <summary>The cut that was the end of the last path to an object, or null: it is live, or that is not known.</summary>
    public ReferenceCut? CutOf(int number) => _causes[number] switch
    {
        0 => null,
        < 0 and int lapse => _log.Lapses[-1 - lapse].Cut,
        int cause => _log.Cuts[cause],
    };

    private void VisitRoots()
    {
        for (int i = 0; i < _model.RootCount; i++)
        {
            Visit(_model.RootAt(i));
        }

        for (int number = 1; _log.Immortals && number < _model.NextNumber; number++)
        {
            if (_model.ShapeOf(number).Kind == ObjectKind.Immortal)
            {
                Visit(number);
            }
        }

        Drain();
    }

    private void VisitDead(int lastStep)
    {
        for (_now = lastStep; _now > 0; _now--)
        {
            VisitChain();
        }
    }

    private void Chain(int number, int cause, int step)
    {
        _chains.Add((number, cause, _chainOf[step]));
        _chainOf[step] = _chains.Count - 1;
    }

    /// <summary>What died in this step; a severed value may be added to the chain of an earlier one meanwhile.</summary>
    private void VisitChain()
    {
        for (int i = _chainOf[_now]; i != 0; i = _chains[i].Next)
        {
            _cause = _chains[i].Cause;
            Visit(_chains[i].Object);
            Drain();
        }
    }

    private void Drain()
    {
        while (_toScan.TryPop(out int number))
        {
            VisitWaiting(number);
            ReadOnlySpan<int> fields = _model.FieldsOf(number);
            int weak = _model.WeakFieldsOf(number);
            if (weak == 2)
            {
                VisitValue(number, fields[0], fields[1]);
            }

            foreach (int target in fields[weak..])
            {
                Visit(target);
            }
        }
    }

    private void VisitValue(int ephemeron, int key, int value)
    {
        if (IsVisited(key))
        {
            Visit(value);
        }
        else
        {
            Lists(_waiting, key).Add(ephemeron);
        }
    }

    private void VisitWaiting(int number)
    {
        if (_waiting.Remove(number, out List<int>? ephemerons))
        {
            foreach (int ephemeron in ephemerons)
            {
                Visit(_model.FieldsOf(ephemeron)[1]);
            }
        }

        foreach (Severance one in _severed.GetValueOrDefault(number, []))
        {
            if (!IsVisited(one.Ephemeron) || !IsVisited(one.Key))
            {
                continue;
            }

            if (one.Step >= _now)
            {
                Visit(one.Value);
            }
            else
            {
                // Which operation it was is not asked: the reference was not removed from anything that is live.
                Chain(one.Value, 0, one.Step);
            }
        }
    }

    private bool IsVisited(int number) => _diedAt[number] != 0;

    private void Visit(int number)
    {
        if (number != 0 && !IsVisited(number))
        {
            _diedAt[number] = _now;
            _causes[number] = _cause;
            _toScan.Push(number);
        }
    }

    private static List<T> Lists<T>(Dictionary<int, List<T>> lists, int key)
    {
        if (!lists.TryGetValue(key, out List<T>? list))
        {
            lists[key] = list = [];
        }

        return list;
    }
}
