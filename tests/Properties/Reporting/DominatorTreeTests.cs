using GcVerify.Generators;
using GcVerify.Reporting;

namespace GcVerify.Properties.Reporting;

/// <summary>The dominator tree agrees with the definition, and takes neither recursion nor quadratic time.</summary>
public sealed class DominatorTreeTests
{
    [Fact]
    public void The_immediate_dominator_is_the_nearest_of_the_nodes_without_which_a_node_is_not_reached()
    {
        var random = new SeededRandom(20261120);
        for (int i = 0; i < 2000; i++)
        {
            int nodes = random.Between(1, 14);
            FlowGraph graph = RandomGraph(random, nodes, random.Between(0, 3 * nodes));
            var tree = new DominatorTree(graph);
            bool[] reached = ReachedWithout(graph, DominatorTree.None);
            Assert.Equal(reached.Count(one => one), tree.Reached.Length);
            for (int node = 0; node < nodes; node++)
            {
                int expected = !reached[node] || node == 0 ? DominatorTree.None : ImmediateDominator(graph, node, reached);
                Assert.True(expected == tree.DominatorOf(node), $"graph {i}, node {node}: {expected}, not {tree.DominatorOf(node)}");
            }
        }
    }

    [Fact]
    public void Every_node_comes_after_its_dominators()
    {
        var random = new SeededRandom(7);
        for (int i = 0; i < 200; i++)
        {
            var tree = new DominatorTree(RandomGraph(random, 40, 80));
            var seen = new HashSet<int> { DominatorTree.None };
            foreach (int node in tree.Reached)
            {
                Assert.Contains(tree.DominatorOf(node), seen);
                seen.Add(node);
            }
        }
    }

    // Each of a million nodes leads to the next, to the one before, and to one far ahead: deep, and hard for algorithms that iterate.
    [Fact]
    public void A_ladder_of_a_million_nodes_is_done_without_recursion_or_quadratic_time()
    {
        const int nodes = 1_000_000;
        int[] at = new int[nodes + 1], targets = new int[3 * nodes];
        for (int node = 1; node < nodes; node++)
        {
            at[node] = 3 * (node - 1);
            targets[at[node]] = Math.Min(node + 1, nodes - 1);
            targets[at[node] + 1] = Math.Max(node - 1, 1);
            targets[at[node] + 2] = nodes - 1 - (node / 2);
        }

        at[nodes] = 3 * (nodes - 1);
        var tree = new DominatorTree(new FlowGraph(at, targets, [1, nodes / 2]));

        Assert.Equal(nodes, tree.Reached.Length);
        Assert.Equal(0, tree.DominatorOf(nodes / 2));
        Assert.Equal(0, tree.DominatorOf(nodes - 1));
    }

    private static FlowGraph RandomGraph(SeededRandom random, int nodes, int edges)
    {
        var targets = new List<int>[nodes];
        for (int node = 0; node < nodes; node++)
        {
            targets[node] = [];
        }

        for (int i = 0; i < edges && nodes > 1; i++)
        {
            targets[random.OneIn(5) ? 0 : random.Below(nodes)].Add(random.Between(1, nodes - 1));
        }

        int[] at = new int[nodes + 1];
        for (int node = 1; node < nodes; node++)
        {
            at[node + 1] = at[node] + targets[node].Count;
        }

        return new FlowGraph(at, [.. targets.Skip(1).SelectMany(list => list)], [.. targets[0]]);
    }

    private static int ImmediateDominator(FlowGraph graph, int node, bool[] reached)
    {
        // Of the dominators of a node the nearest is the one that all the others dominate: it has the most dominators itself.
        int[] dominators = [.. DominatorsOf(graph, node, reached)];
        return dominators.MaxBy(one => one == 0 ? 0 : DominatorsOf(graph, one, reached).Count());
    }

    private static IEnumerable<int> DominatorsOf(FlowGraph graph, int node, bool[] reached) => Enumerable.Range(0, graph.Nodes)
        .Where(one => one != node && reached[one] && (one == 0 || !ReachedWithout(graph, one)[node]));

    private static bool[] ReachedWithout(FlowGraph graph, int left)
    {
        bool[] reached = new bool[graph.Nodes];
        reached[0] = true;
        for (bool changes = true; changes;)
        {
            changes = false;
            for (int node = 0; node < graph.Nodes; node++)
            {
                foreach (int target in reached[node] ? graph.SuccessorsOf(node) : [])
                {
                    changes |= target != left && !reached[target];
                    reached[target] |= target != left;
                }
            }
        }

        return reached;
    }
}
