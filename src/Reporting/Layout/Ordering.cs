namespace GcVerify.Reporting.Layout;

/// <summary>Orders the columns of a graph so that few links cross: each node goes to the mean of its neighbours, to and fro.</summary>
internal static class Ordering
{
    private const int Sweeps = 12;

    /// <summary>Orders the columns; of equally good orders the first found stays.</summary>
    public static void Apply(LayeredGraph graph)
    {
        int[][] best = Copy(graph);
        long fewest = Crossings(graph);
        for (int sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            Sweep(graph, toTheRight: sweep % 2 == 0);
            long crossings = Crossings(graph);
            if (crossings < fewest)
            {
                fewest = crossings;
                best = Copy(graph);
            }
        }

        for (int layer = 0; layer < best.Length; layer++)
        {
            graph.Layers[layer].Clear();
            graph.Layers[layer].AddRange(best[layer]);
        }
    }

    /// <summary>Pairs of links between neighbouring columns that cross.</summary>
    public static long Crossings(LayeredGraph graph)
    {
        int[] places = Places(graph);
        long crossings = 0;
        foreach (List<int> layer in graph.Layers)
        {
            (int From, int To)[] links = [.. layer.SelectMany(node => graph.RightOf(node).Select(to => (places[node], places[to])))];
            for (int i = 0; i < links.Length; i++)
            {
                for (int k = i + 1; k < links.Length; k++)
                {
                    crossings += Math.Sign(links[i].From - links[k].From) * Math.Sign(links[i].To - links[k].To) < 0 ? 1 : 0;
                }
            }
        }

        return crossings;
    }

    private static int[][] Copy(LayeredGraph graph) => [.. graph.Layers.Select(layer => layer.ToArray())];

    private static int[] Places(LayeredGraph graph)
    {
        int[] places = new int[graph.Count];
        foreach (List<int> layer in graph.Layers)
        {
            for (int i = 0; i < layer.Count; i++)
            {
                places[layer[i]] = i;
            }
        }

        return places;
    }

    private static void Sweep(LayeredGraph graph, bool toTheRight)
    {
        for (int i = 1; i < graph.Layers.Length; i++)
        {
            List<int> layer = graph.Layers[toTheRight ? i : graph.Layers.Length - 1 - i];
            int[] places = Places(graph);
            int[] ordered = [.. layer.OrderBy(node => Mean(toTheRight ? graph.LeftOf(node) : graph.RightOf(node), places, places[node]))];
            layer.Clear();
            layer.AddRange(ordered);
        }
    }

    private static double Mean(IReadOnlyList<int> neighbours, int[] places, int otherwise) =>
        neighbours.Count == 0 ? otherwise : neighbours.Average(node => places[node]);
}
