namespace GcVerify.Reporting;

/// <summary>
/// The dominator tree of a graph: a node dominates another if every path from node 0 to that one leads through it. By the simple version of
/// the algorithm of Lengauer and Tarjan (1979): O(m log n) for m references, and iterative.
/// </summary>
public sealed class DominatorTree
{
    /// <summary>In the place of an immediate dominator: the node is node 0, or is not reached.</summary>
    public const int None = -1;

    // Nodes are known by their place in a depth-first search; a place is less than those of the nodes that it dominates.
    private readonly int[] _nodes;
    private readonly int[] _places;
    private readonly int[] _parents;
    private readonly int[] _dominators;
    private readonly int _count;

    /// <summary>Finds the immediate dominators of all nodes that are reached from node 0.</summary>
    public DominatorTree(FlowGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        _nodes = new int[graph.Nodes];
        _places = new int[graph.Nodes];
        _parents = new int[graph.Nodes];
        _count = Search(graph);
        _dominators = new SemiDominators(_parents.AsSpan(0, _count), Predecessors(graph, out int[] at), at).ToDominators();
    }

    /// <summary>The nodes that are reached, each after its dominators.</summary>
    public ReadOnlySpan<int> Reached => _nodes.AsSpan(0, _count);

    /// <summary>The immediate dominator of a node, or <see cref="None"/>.</summary>
    public int DominatorOf(int node) => node == 0 || _places[node] == None ? None : _nodes[_dominators[_places[node]]];

    private int Search(FlowGraph graph)
    {
        int count = 0;
        Array.Fill(_places, None);
        var path = new Stack<(int Node, int Next)>();
        Enter(0, None);
        while (path.TryPop(out (int Node, int Next) top))
        {
            ReadOnlySpan<int> successors = graph.SuccessorsOf(top.Node);
            int next = top.Next;
            while (next < successors.Length && _places[successors[next]] != None)
            {
                next++;
            }

            if (next < successors.Length)
            {
                path.Push((top.Node, next + 1));
                Enter(successors[next], _places[top.Node]);
            }
        }

        return count;

        void Enter(int node, int parent)
        {
            _places[node] = count;
            _nodes[count] = node;
            _parents[count++] = parent;
            path.Push((node, 0));
        }
    }

    /// <summary>The places of the predecessors of all places; those of one begin where <paramref name="at"/> says.</summary>
    private int[] Predecessors(FlowGraph graph, out int[] at)
    {
        at = new int[_count + 1];
        foreach (int node in Reached)
        {
            foreach (int target in graph.SuccessorsOf(node))
            {
                at[_places[target] + 1]++;
            }
        }

        for (int i = 1; i < at.Length; i++)
        {
            at[i] += at[i - 1];
        }

        int[] predecessors = new int[at[^1]];
        int[] next = [.. at];
        for (int place = 0; place < _count; place++)
        {
            foreach (int target in graph.SuccessorsOf(_nodes[place]))
            {
                predecessors[next[_places[target]]++] = place;
            }
        }

        return predecessors;
    }
}
