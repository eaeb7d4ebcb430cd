using GcVerify.Mutator;

namespace GcVerify.Reporting;

/// <summary>
/// What would go from the heap of a moment if objects went: what is dominated by them over the references that keep alive. Of garbage it is
/// said as if something held the objects that no other garbage leads to, and of each cycle that nothing else leads to the oldest.
/// </summary>
public sealed class Retention
{
    private readonly HeapMoment _moment;
    private readonly FlowGraph _graph;
    private readonly DominatorTree _tree;
    private readonly Tally[] _retained;

    /// <summary>Finds it for each object: O(m log n) for m references.</summary>
    public Retention(HeapMoment moment)
    {
        ArgumentNullException.ThrowIfNull(moment);
        _moment = moment;
        _graph = StrongReferences.Of(moment);
        _tree = new DominatorTree(_graph);
        _retained = new Tally[_graph.Nodes];
        ReadOnlySpan<int> reached = _tree.Reached;
        for (int i = reached.Length - 1; i > 0; i--)
        {
            int number = reached[i];
            _retained[number] += new Tally(1, moment.All[number - 1].Words);
            _retained[_tree.DominatorOf(number)] += _retained[number];
        }
    }

    /// <summary>The object without which another would go, the nearest one; 0 if there is none or that one is not in the heap.</summary>
    public int DominatorOf(int number) => Math.Max(0, _tree.DominatorOf(number));

    /// <summary>What would go with an object, itself included; nothing if it is not in the heap.</summary>
    public Tally Of(int number) => _retained[number];

    /// <summary>The objects that would go with one, itself included, by number. Linear.</summary>
    public IReadOnlyList<int> SetOf(int number)
    {
        bool[] within = new bool[_graph.Nodes];
        foreach (int one in _tree.Reached)
        {
            within[one] = one != 0 && (one == number || within[_tree.DominatorOf(one)]);
        }

        return [.. Enumerable.Range(1, _graph.Nodes - 1).Where(one => within[one])];
    }

    /// <summary>What would go if all of these went at once, which is more than what would go with each of them. Linear.</summary>
    public Tally OfAll(IEnumerable<int> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        bool[] marks = new bool[_graph.Nodes];
        foreach (int number in numbers)
        {
            marks[number] = true;
        }

        bool[] members = [.. marks];
        _graph.Mark(0, marks);
        Tally gone = default;
        foreach (HeapObject one in _moment.Present)
        {
            if (members[one.Number] || !marks[one.Number])
            {
                gone += new Tally(1, one.Words);
            }
        }

        return gone;
    }
}
