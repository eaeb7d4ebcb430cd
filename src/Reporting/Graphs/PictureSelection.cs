using System.Collections.Immutable;
using System.Globalization;

namespace GcVerify.Reporting;

/// <summary>Chooses the part of a heap that a query asks for.</summary>
public sealed class PictureSelection
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private readonly HeapMoment _moment;
    private readonly GraphQuery _query;
    private readonly HashSet<int> _chosen = [];
    private readonly HashSet<int> _roots = [];
    private readonly HashSet<PathStep> _chain = [];
    private readonly Dictionary<PathStep, string> _culprits;

    private PictureSelection(HeapMoment moment, GraphQuery query)
    {
        _moment = moment;
        _query = query;
        _culprits = Culprit.Of(moment).ToDictionary(one => one.Reference, one => one.Why);
    }

    /// <summary>The part of the heap.</summary>
    /// <param name="moment">The heap.</param>
    /// <param name="query">Which part.</param>
    /// <param name="title">What it shows, in one line.</param>
    /// <exception cref="GraphQueryException">The query names what is not there, or asks for too much.</exception>
    public static HeapPicture Of(HeapMoment moment, GraphQuery query, string title)
    {
        ArgumentNullException.ThrowIfNull(moment);
        ArgumentNullException.ThrowIfNull(query);
        return new PictureSelection(moment, query).Select(title);
    }

    /// <summary>Fails if there is no object of a number by the step of a moment.</summary>
    /// <exception cref="GraphQueryException">There is none.</exception>
    public static void Demand(HeapMoment moment, int number)
    {
        ArgumentNullException.ThrowIfNull(moment);
        if (!moment.Knows(number))
        {
            string there = moment.All.Length switch
            {
                0 => "are none",
                1 => "is only #1",
                int last => string.Create(Invariant, $"are #1 to #{last}"),
            };
            throw new GraphQueryException(
                string.Create(Invariant, $"there is no object #{number} after step {moment.Step}: there {there}"));
        }
    }

    private HeapPicture Select(string title)
    {
        Choose();
        _chosen.RemoveWhere(number => !Passes(_moment[number]));
        HeapRoot[] roots = [.. _moment.Roots.Where(IsDrawn)];
        int nodes = _chosen.Count + roots.Length;
        if (nodes > _query.TooMany)
        {
            throw new GraphQueryException(string.Create(
                Invariant,
                $"the picture would have {Names.Count(nodes, "node")}, more than {_query.TooMany}: choose a part with '--from', '--back', "
                + $"'--depth' or '--filter', or allow it with '--too-many {nodes}'"));
        }

        return new HeapPicture(
            title,
            [.. roots.Select(root => new RootNode(root, CulpritOf(StepOf(root))))],
            [.. _chosen.Order().Select(NodeOf)],
            [.. Edges(roots)]);
    }

    private void Choose()
    {
        if (_query.Chain > 0)
        {
            ChooseChain(_query.Chain);
        }

        if (_query.Back > 0)
        {
            Demand(_moment, _query.Back);
            ChooseBack(_query.Back);
        }

        if (_query.From > 0)
        {
            Demand(_moment, _query.From);
            Spread([_query.From]);
        }

        if (_query.FromRoot.Length > 0)
        {
            ChooseRoot(_query.FromRoot);
        }

        if (!_query.HasStart)
        {
            ChooseAll();
        }

        foreach (int number in _query.Highlight)
        {
            Demand(_moment, number);
        }
    }

    private void ChooseAll()
    {
        foreach (HeapRoot root in _moment.Roots)
        {
            _roots.Add(root.Position);
        }

        if (_query.Depth != GraphQuery.Unlimited)
        {
            Spread([.. _moment.Roots.Select(root => root.Number)]);
            return;
        }

        _chosen.UnionWith(_moment.All.Where(IsShownUnasked).Select(one => one.Number));
    }

    /// <summary>What was freed earlier would fill the picture; what is live and freed all the same is a violation.</summary>
    private bool IsShownUnasked(HeapObject one) =>
        one.IsPresent || one.IsLive || one.FreedAt == _moment.Step || one.Number == _moment.Violation?.ObjectNumber;

    private void ChooseRoot(string name)
    {
        HeapRoot[] named = [.. _moment.Roots.Where(root => root.Name == name)];
        if (named.Length == 0)
        {
            string there = string.Join(", ", _moment.Roots.Select(root => root.Name));
            throw new GraphQueryException(
                $"there is no root '{name}' after step {_moment.Step.ToString(Invariant)}; there are: {TextLayout.Cut(there, 200)}");
        }

        _roots.Add(named[0].Position);
        Spread([named[0].Number]);
    }

    private void ChooseChain(int number)
    {
        Demand(_moment, number);
        ImmutableArray<PathStep> path = new HeapPaths(_moment).To(number);
        if (path.IsEmpty)
        {
            string since = _moment[number].GarbageSince is { } step ? string.Create(Invariant, $" since step {step}") : "";
            throw new GraphQueryException(string.Create(
                Invariant, $"no root leads to #{number}: it is garbage{since}; '--back #{number}' draws what refers to it"));
        }

        foreach (PathStep step in path)
        {
            _chain.Add(step);
            _chosen.Add(step.Target);
            if (step is { Holder: 0, Slot: >= 0 })
            {
                _roots.Add(step.Slot);
            }
        }
    }

    private void ChooseBack(int number)
    {
        var referrers = new Referrers(_moment);
        ILookup<int, int> roots = _moment.Roots.ToLookup(root => root.Number, root => root.Position);
        var queue = new List<(int Number, int Depth)> { (number, 0) };
        var seen = new HashSet<int> { number };
        for (int i = 0; i < queue.Count; i++)
        {
            _chosen.Add(queue[i].Number);
            if (queue[i].Depth < _query.Depth)
            {
                _roots.UnionWith(roots[queue[i].Number]);
                foreach (PathStep step in referrers.To(queue[i].Number))
                {
                    if (seen.Add(step.Holder))
                    {
                        queue.Add((step.Holder, queue[i].Depth + 1));
                    }
                }
            }
        }
    }

    private void Spread(IEnumerable<int> starts)
    {
        var queue = new List<(int Number, int Depth)>();
        var seen = new HashSet<int> { 0 };
        foreach (int start in starts.Where(seen.Add))
        {
            queue.Add((start, 0));
        }

        for (int i = 0; i < queue.Count; i++)
        {
            _chosen.Add(queue[i].Number);
            foreach (int target in _moment.FieldsOf(queue[i].Number))
            {
                if (queue[i].Depth < _query.Depth && seen.Add(target))
                {
                    queue.Add((target, queue[i].Depth + 1));
                }
            }
        }
    }

    private bool Passes(HeapObject one) => _query.Filter switch
    {
        "" => true,
        "live" => one.IsLive,
        "garbage" => !one.IsLive && one.IsPresent,
        "freed" => !one.IsPresent,
        string kind => GraphQuery.Filters.IndexOf(kind) == (int)one.Shape.Kind,
    };

    private bool IsDrawn(HeapRoot root) => _roots.Contains(root.Position) && (_chosen.Contains(root.Number) || IsCulprit(StepOf(root)));

    private bool IsCulprit(PathStep step) => _culprits.ContainsKey(step);

    private string CulpritOf(PathStep step) => _culprits.GetValueOrDefault(step, "");

    private static PathStep StepOf(HeapRoot root) => new(0, root.Position, root.Number);

    private IEnumerable<ReferenceEdge> Edges(IEnumerable<HeapRoot> roots)
    {
        foreach (PathStep step in roots.Select(StepOf).Where(step => _chosen.Contains(step.Target)))
        {
            yield return new ReferenceEdge(step, false, CulpritOf(step), _chain.Contains(step));
        }

        foreach (int holder in _chosen.Order().Where(number => _moment[number].IsPresent || _moment[number].IsLive))
        {
            int weak = _moment.WeakFieldsOf(holder);
            int[] fields = _moment.FieldsOf(holder).ToArray();
            for (int field = 0; field < fields.Length; field++)
            {
                var step = new PathStep(holder, field, fields[field]);
                if (_chosen.Contains(step.Target))
                {
                    yield return new ReferenceEdge(step, field < weak, CulpritOf(step), _chain.Contains(step));
                }
            }
        }
    }

    private ObjectNode NodeOf(int number)
    {
        HeapObject one = _moment[number];
        bool highlighted = _query.Highlight.Contains(number) || _moment.Violation?.ObjectNumber == number;
        NodeMarks marks = (!one.IsPresent ? NodeMarks.Freed : one.IsLive ? NodeMarks.None : NodeMarks.Garbage)
            | (highlighted ? NodeMarks.Highlighted : NodeMarks.None);
        int hidden = 0;
        foreach (int target in one.IsPresent ? _moment.FieldsOf(number) : [])
        {
            hidden += target != 0 && !_chosen.Contains(target) ? 1 : 0;
        }

        return new ObjectNode(one, marks, NodeText.Lines(one), hidden);
    }
}
