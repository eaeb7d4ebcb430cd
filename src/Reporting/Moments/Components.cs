using System.Collections.Immutable;

namespace GcVerify.Reporting;

/// <summary>
/// The strongly connected components of some objects of a moment, over the references that keep alive (Tarjan 1972), iteratively.
/// </summary>
internal sealed class Components
{
    private readonly HeapMoment _moment;
    private readonly Dictionary<int, int> _order = [];
    private readonly Dictionary<int, int> _low = [];
    private readonly Dictionary<int, int> _component = [];
    private readonly HashSet<int> _within;
    private readonly Stack<int> _open = new();
    private readonly Stack<(int Object, int Field)> _path = new();

    // Only those of several objects.
    private readonly Dictionary<int, ImmutableArray<int>> _members = [];

    public Components(HeapMoment moment, IReadOnlyList<int> objects)
    {
        _moment = moment;
        _within = [.. objects];
        foreach (int number in objects)
        {
            if (!_order.ContainsKey(number))
            {
                Enter(number);
                Drain();
            }
        }
    }

    /// <summary>Whether an object leads to itself.</summary>
    public bool IsOnCycle(int number) => MembersOf(number).Length > 1
        || _moment.FieldsOf(number)[_moment.WeakFieldsOf(number)..].Contains(number);

    /// <summary>The objects that an object leads to and that lead to it, by number.</summary>
    public ImmutableArray<int> MembersOf(int number) => _members.GetValueOrDefault(_component[number], [number]);

    private void Enter(int number)
    {
        _order[number] = _low[number] = _order.Count;
        _open.Push(number);
        _path.Push((number, _moment.WeakFieldsOf(number)));
    }

    private void Drain()
    {
        while (_path.TryPop(out (int Object, int Field) top))
        {
            ReadOnlySpan<int> fields = _moment.FieldsOf(top.Object);
            if (top.Field == fields.Length)
            {
                Leave(top.Object);
                continue;
            }

            _path.Push((top.Object, top.Field + 1));
            int target = fields[top.Field];
            if (!_within.Contains(target))
            {
                continue;
            }

            if (!_order.TryGetValue(target, out int order))
            {
                Enter(target);
            }
            else if (!_component.ContainsKey(target))
            {
                _low[top.Object] = Math.Min(_low[top.Object], order);
            }
        }
    }

    private void Leave(int number)
    {
        if (_path.TryPeek(out (int Object, int Field) outer))
        {
            _low[outer.Object] = Math.Min(_low[outer.Object], _low[number]);
        }

        if (_low[number] != _order[number])
        {
            return;
        }

        var members = new List<int>();
        do
        {
            members.Add(_open.Peek());
            _component[_open.Peek()] = number;
        }
        while (_open.Pop() != number);

        if (members.Count > 1)
        {
            _members[number] = [.. members.Order()];
        }
    }
}
