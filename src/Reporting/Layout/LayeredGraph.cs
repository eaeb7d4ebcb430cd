namespace GcVerify.Reporting.Layout;

/// <summary>A box that a layout gives a place.</summary>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
/// <param name="IsSource">Whether it belongs into the first column, whatever refers to it.</param>
internal readonly record struct Box(int Width, int Height, bool IsSource);

/// <summary>A line between two boxes, by their indices.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
internal readonly record struct Link(int From, int To);

/// <summary>A place; y grows downwards.</summary>
/// <param name="X">From the left.</param>
/// <param name="Y">From the top.</param>
internal readonly record struct Point(int X, int Y);

/// <summary>
/// Boxes in columns such that links lead to the right, but for those that close a cycle. A link that passes columns takes a place in each,
/// which it shares with the other links of the box that lies to the left.
/// </summary>
internal sealed class LayeredGraph
{
    /// <summary>How high a link is that passes a column.</summary>
    public const int PassingHeight = 10;

    private readonly List<double> _heights = [];
    private readonly List<int> _layers = [];
    private readonly List<List<int>> _left = [];
    private readonly List<List<int>> _right = [];
    private readonly Dictionary<(int Box, int Layer), int> _places = [];

    public LayeredGraph(IReadOnlyList<Box> boxes, IReadOnlyList<Link> links)
    {
        int[] layers = Longest.PathLayers(boxes, links);
        for (int i = 0; i < boxes.Count; i++)
        {
            Add(layers[i], boxes[i].Height);
        }

        Passings = new int[links.Count][];
        for (int i = 0; i < links.Count; i++)
        {
            Passings[i] = Pass(links[i]);
        }

        Layers = new List<int>[_layers.Count == 0 ? 0 : _layers.Max() + 1];
        for (int layer = 0; layer < Layers.Length; layer++)
        {
            Layers[layer] = [.. Enumerable.Range(0, _layers.Count).Where(node => _layers[node] == layer)];
        }
    }

    /// <summary>The nodes of each column from the top: the boxes by their indices, then places of passing links.</summary>
    public List<int>[] Layers { get; }

    /// <summary>The places that each link passes, from its beginning to its end.</summary>
    public int[][] Passings { get; }

    /// <summary>How many nodes there are.</summary>
    public int Count => _layers.Count;

    /// <summary>The column of a node.</summary>
    public int LayerOf(int node) => _layers[node];

    /// <summary>The height of a node.</summary>
    public double HeightOf(int node) => _heights[node];

    /// <summary>What a node is linked with in the column to its left.</summary>
    public IReadOnlyList<int> LeftOf(int node) => _left[node];

    /// <summary>What a node is linked with in the column to its right.</summary>
    public IReadOnlyList<int> RightOf(int node) => _right[node];

    private int Add(int layer, double height)
    {
        _layers.Add(layer);
        _heights.Add(height);
        _left.Add([]);
        _right.Add([]);
        return _layers.Count - 1;
    }

    private int[] Pass(Link link)
    {
        (int low, int high) = _layers[link.From] <= _layers[link.To] ? (link.From, link.To) : (link.To, link.From);
        var places = new List<int>();
        int last = low;
        for (int layer = _layers[low] + 1; layer < _layers[high]; layer++)
        {
            if (!_places.TryGetValue((low, layer), out int place))
            {
                place = Add(layer, PassingHeight);
                _places.Add((low, layer), place);
                Join(last, place);
            }

            places.Add(place);
            last = place;
        }

        if (_layers[last] < _layers[high])
        {
            Join(last, high);
        }

        if (low == link.To)
        {
            places.Reverse();
        }

        return [.. places];
    }

    private void Join(int left, int right)
    {
        _right[left].Add(right);
        _left[right].Add(left);
    }
}
