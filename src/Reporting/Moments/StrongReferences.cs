using GcVerify.Mutator;

namespace GcVerify.Reporting;

/// <summary>
/// The references that keep alive, of all objects in the heap of a moment, as a graph in which node 0 leads to what roots hold and to
/// immortal objects. Of garbage, which nothing holds, it leads to the objects that no other garbage leads to, and into each cycle that
/// nothing else leads to by its oldest object; so every object in the heap is reached. An ephemeron holds its value while its key is live.
/// </summary>
internal static class StrongReferences
{
    /// <summary>The graph; linear.</summary>
    public static FlowGraph Of(HeapMoment moment)
    {
        FlowGraph graph = Successors(moment);
        bool[] reached = new bool[graph.Nodes];
        int[] held = [.. Held(moment)];
        foreach (int number in held)
        {
            graph.Mark(number, reached);
        }

        return graph.WithEntries([.. held, .. FirstOfGarbage(moment, graph, reached)]);
    }

    private static FlowGraph Successors(HeapMoment moment)
    {
        int[] at = new int[moment.All.Length + 2];
        var targets = new List<int>(moment.All.Length);
        for (int number = 1; number <= moment.All.Length; number++)
        {
            at[number] = targets.Count;
            if (moment.All[number - 1].IsPresent)
            {
                AddFieldsOf(moment, number, targets);
            }
        }

        at[^1] = targets.Count;
        return new FlowGraph(at, [.. targets], []);
    }

    private static void AddFieldsOf(HeapMoment moment, int number, List<int> targets)
    {
        ReadOnlySpan<int> fields = moment.FieldsOf(number);
        int weak = moment.WeakFieldsOf(number);
        int first = weak == 2 && moment[fields[0]].IsLive ? 1 : weak;
        foreach (int target in fields[first..])
        {
            if (target != 0 && moment.All[target - 1].IsPresent)
            {
                targets.Add(target);
            }
        }
    }

    private static IEnumerable<int> Held(HeapMoment moment)
    {
        IEnumerable<int> roots = moment.Roots.Select(root => root.Number).Where(number => number != 0 && moment[number].IsPresent);
        return !moment.Promises.Immortals ? roots
            : roots.Concat(moment.Present.Where(one => one.Shape.Kind == ObjectKind.Immortal).Select(one => one.Number));
    }

    /// <summary>
    /// One object of each component that no other leads to. After a search through everything the object that was left last belongs to
    /// such a component (Kosaraju), and so does, once what it leads to is out of the way, the one that was left last of the rest.
    /// </summary>
    private static List<int> FirstOfGarbage(HeapMoment moment, FlowGraph graph, bool[] reached)
    {
        List<int> left = DepthFirst(moment, graph, [.. reached]);
        var first = new List<int>();
        for (int i = left.Count - 1; i >= 0; i--)
        {
            if (graph.Mark(left[i], reached) > 0)
            {
                first.Add(left[i]);
            }
        }

        return first;
    }

    /// <summary>The objects in the heap that are not marked, as a search that begins with the oldest is done with them.</summary>
    private static List<int> DepthFirst(HeapMoment moment, FlowGraph graph, bool[] marks)
    {
        var left = new List<int>();
        var path = new Stack<(int Node, int Next)>();
        foreach (HeapObject start in moment.All)
        {
            if (!start.IsPresent || marks[start.Number])
            {
                continue;
            }

            marks[start.Number] = true;
            path.Push((start.Number, 0));
            while (path.TryPop(out (int Node, int Next) top))
            {
                ReadOnlySpan<int> successors = graph.SuccessorsOf(top.Node);
                int next = top.Next;
                while (next < successors.Length && marks[successors[next]])
                {
                    next++;
                }

                if (next == successors.Length)
                {
                    left.Add(top.Node);
                    continue;
                }

                marks[successors[next]] = true;
                path.Push((top.Node, next + 1));
                path.Push((successors[next], 0));
            }
        }

        return left;
    }
}
