namespace GcVerify.Reporting;

/// <summary>A directed graph with one entry, node 0, with which every path begins. Objects are the nodes from 1.</summary>
public sealed class FlowGraph
{
    private readonly int[] _at;
    private readonly int[] _targets;
    private readonly int[] _entries;

    /// <summary>Makes a graph of successors, which is not to be changed afterwards.</summary>
    /// <param name="at">
    /// For each node from 1 the place of its first successor in <paramref name="targets"/>, and one more for the end; the first element is
    /// not used.
    /// </param>
    /// <param name="targets">The successors of all nodes but 0, one node after the other.</param>
    /// <param name="entries">The successors of node 0.</param>
    public FlowGraph(int[] at, int[] targets, int[] entries)
    {
        ArgumentNullException.ThrowIfNull(at);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(entries);
        _at = at;
        _targets = targets;
        _entries = entries;
    }

    /// <summary>Nodes, node 0 included.</summary>
    public int Nodes => _at.Length - 1;

    /// <summary>Where a node leads to.</summary>
    public ReadOnlySpan<int> SuccessorsOf(int node) => node == 0 ? _entries : _targets.AsSpan(_at[node].._at[node + 1]);

    /// <summary>The same nodes and successors with another entry.</summary>
    internal FlowGraph WithEntries(int[] entries) => new(_at, _targets, entries);

    /// <summary>Marks what a node leads to over nodes that are not marked, itself first; how many there were.</summary>
    internal int Mark(int node, bool[] marks)
    {
        int marked = 0;
        var pending = new Stack<int>();
        Visit(node);
        while (pending.TryPop(out int next))
        {
            foreach (int target in SuccessorsOf(next))
            {
                Visit(target);
            }
        }

        return marked;

        void Visit(int target)
        {
            if (!marks[target])
            {
                marks[target] = true;
                marked++;
                pending.Push(target);
            }
        }
    }
}
