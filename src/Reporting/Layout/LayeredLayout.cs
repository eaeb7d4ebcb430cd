using System.Collections.Immutable;

namespace GcVerify.Reporting.Layout;

/// <summary>Places for boxes and the points that links pass.</summary>
/// <param name="Width">The width of the whole.</param>
/// <param name="Height">The height of the whole.</param>
/// <param name="Places">The upper left corner of each box.</param>
/// <param name="Passings">The points that each link passes on its way.</param>
internal sealed record GraphLayout(int Width, int Height, ImmutableArray<Point> Places, ImmutableArray<ImmutableArray<Point>> Passings);

/// <summary>
/// A layered layout (Sugiyama, Tagawa and Toda 1981): columns by the longest path, then an order within each with few crossings, then
/// heights that keep links straight. The same boxes and links have the same layout everywhere.
/// </summary>
internal static class LayeredLayout
{
    /// <summary>Between columns.</summary>
    public const int ColumnGap = 56;

    /// <summary>Between boxes of a column.</summary>
    public const int RowGap = 26;

    /// <summary>Between a link that passes and what else there is in the column.</summary>
    private const int PassingGap = 8;

    private const int Rounds = 8;

    /// <summary>Lays out.</summary>
    public static GraphLayout Of(IReadOnlyList<Box> boxes, IReadOnlyList<Link> links)
    {
        var graph = new LayeredGraph(boxes, links);
        Ordering.Apply(graph);
        double[] centres = Centres(graph, boxes.Count);
        double top = Enumerable.Range(0, graph.Count).Select(node => centres[node] - (graph.HeightOf(node) / 2)).DefaultIfEmpty().Min();
        int[] columns = Columns(graph, boxes, out int width);
        Point[] places = [.. Enumerable.Range(0, boxes.Count).Select(box => new Point(
            columns[graph.LayerOf(box)], Round(centres[box] - (boxes[box].Height / 2.0) - top)))];
        int height = places.Select((place, box) => place.Y + boxes[box].Height).DefaultIfEmpty().Max();
        return new GraphLayout(width, height, [.. places], [.. graph.Passings.Select(passing => Points(passing))]);

        ImmutableArray<Point> Points(int[] passing) =>
            [.. passing.Select(node => new Point(MiddleOf(graph.LayerOf(node)), Round(centres[node] - top)))];

        int MiddleOf(int layer) => columns[layer] + (WidthOf(graph, boxes, layer) / 2);
    }

    private static int Round(double value) => (int)Math.Round(value, MidpointRounding.AwayFromZero);

    private static int WidthOf(LayeredGraph graph, IReadOnlyList<Box> boxes, int layer) =>
        graph.Layers[layer].Where(node => node < boxes.Count).Select(box => boxes[box].Width).DefaultIfEmpty().Max();

    private static int[] Columns(LayeredGraph graph, IReadOnlyList<Box> boxes, out int width)
    {
        int[] columns = new int[graph.Layers.Length];
        int x = 0;
        for (int layer = 0; layer < columns.Length; layer++)
        {
            columns[layer] = x;
            x += WidthOf(graph, boxes, layer) + ColumnGap;
        }

        width = Math.Max(0, x - ColumnGap);
        return columns;
    }

    /// <summary>The vertical middle of each node.</summary>
    private static double[] Centres(LayeredGraph graph, int boxes)
    {
        double[] centres = new double[graph.Count];
        foreach (List<int> layer in graph.Layers)
        {
            Place(graph, boxes, layer, centres, _ => 0);
        }

        for (int round = 0; round < Rounds; round++)
        {
            bool toTheRight = round % 2 == 0;
            for (int i = 0; i < graph.Layers.Length; i++)
            {
                List<int> layer = graph.Layers[toTheRight ? i : graph.Layers.Length - 1 - i];
                Place(graph, boxes, layer, centres, node => Wanted(graph, node, centres));
            }
        }

        return centres;
    }

    private static double Wanted(LayeredGraph graph, int node, double[] centres)
    {
        int neighbours = graph.LeftOf(node).Count + graph.RightOf(node).Count;
        return neighbours == 0 ? centres[node] : graph.LeftOf(node).Concat(graph.RightOf(node)).Sum(other => centres[other]) / neighbours;
    }

    /// <summary>
    /// As near to what is wanted as the order and the gaps allow, by least squares: neighbours that would overlap are pooled and placed by
    /// their mean (isotonic regression).
    /// </summary>
    private static void Place(LayeredGraph graph, int boxes, List<int> layer, double[] centres, Func<int, double> wanted)
    {
        double[] offsets = new double[layer.Count];
        var pools = new Stack<(double Sum, int Count)>();
        for (int i = 0; i < layer.Count; i++)
        {
            int gap = i > 0 && layer[i - 1] < boxes && layer[i] < boxes ? RowGap : PassingGap;
            offsets[i] = i == 0 ? 0
                : offsets[i - 1] + gap + ((graph.HeightOf(layer[i - 1]) + graph.HeightOf(layer[i])) / 2);
            (double Sum, int Count) pool = (wanted(layer[i]) - offsets[i], 1);
            while (pools.TryPeek(out (double Sum, int Count) above) && above.Sum / above.Count > pool.Sum / pool.Count)
            {
                pools.Pop();
                pool = (above.Sum + pool.Sum, above.Count + pool.Count);
            }

            pools.Push(pool);
        }

        int next = layer.Count;
        foreach ((double sum, int count) in pools)
        {
            for (int k = 0; k < count; k++)
            {
                next--;
                centres[layer[next]] = (sum / count) + offsets[next];
            }
        }
    }
}
