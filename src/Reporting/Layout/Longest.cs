namespace GcVerify.Reporting.Layout;

/// <summary>Columns by the longest path from a source; links that close a cycle are left out of account.</summary>
internal static class Longest
{
    /// <summary>The column of each box: 0 for sources, 1 and more for others.</summary>
    public static int[] PathLayers(IReadOnlyList<Box> boxes, IReadOnlyList<Link> links)
    {
        List<int>[] targets = Targets(boxes.Count, links);
        List<int> order = FinishedLast(boxes, targets, out HashSet<Link> closing);
        int[] layers = [.. boxes.Select(box => box.IsSource ? 0 : 1)];

        // Whatever finishes last leads to what finished before.
        for (int i = order.Count - 1; i >= 0; i--)
        {
            int from = order[i];
            foreach (int to in targets[from])
            {
                if (!boxes[to].IsSource && !closing.Contains(new Link(from, to)))
                {
                    layers[to] = Math.Max(layers[to], layers[from] + 1);
                }
            }
        }

        return layers;
    }

    private static List<int>[] Targets(int count, IReadOnlyList<Link> links)
    {
        var targets = new List<int>[count];
        for (int i = 0; i < count; i++)
        {
            targets[i] = [];
        }

        foreach (Link link in links)
        {
            targets[link.From].Add(link.To);
        }

        return targets;
    }

    /// <summary>Depth first, sources before others, without recursion: a list may be long.</summary>
    private static List<int> FinishedLast(IReadOnlyList<Box> boxes, List<int>[] targets, out HashSet<Link> closing)
    {
        var finished = new List<int>();
        closing = [];
        bool[] seen = new bool[boxes.Count], open = new bool[boxes.Count];
        var path = new Stack<(int Box, int Next)>();
        foreach (int start in Enumerable.Range(0, boxes.Count).OrderBy(box => boxes[box].IsSource ? 0 : 1).ThenBy(box => box))
        {
            Enter(start);
            while (path.TryPop(out (int Box, int Next) at))
            {
                if (at.Next == targets[at.Box].Count)
                {
                    open[at.Box] = false;
                    finished.Add(at.Box);
                    continue;
                }

                path.Push((at.Box, at.Next + 1));
                int to = targets[at.Box][at.Next];
                if (open[to])
                {
                    closing.Add(new Link(at.Box, to));
                }

                Enter(to);
            }
        }

        return finished;

        void Enter(int box)
        {
            if (!seen[box])
            {
                seen[box] = true;
                open[box] = true;
                path.Push((box, 0));
            }
        }
    }
}
