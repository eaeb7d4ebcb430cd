using System.Globalization;
using System.Text;

namespace GcVerify.Reporting;

/// <summary>
/// A picture as an indented tree: each object is written out where it is met first and named where it is met again. After what hangs
/// from the roots come those objects to which no line above leads.
/// </summary>
public sealed class TextGraph
{
    // What is deeper is not indented further: it would not fit.
    private const int DeepestIndent = 16;

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private readonly HeapPicture _picture;
    private readonly ILookup<int, ReferenceEdge> _edges;
    private readonly Dictionary<int, ObjectNode> _nodes;
    private readonly HashSet<int> _written = [];
    private readonly StringBuilder _text = new();

    private TextGraph(HeapPicture picture)
    {
        _picture = picture;
        _edges = picture.Edges.Where(edge => edge.Reference.Holder != 0).ToLookup(edge => edge.Reference.Holder);
        _nodes = picture.Objects.ToDictionary(node => node.Object.Number);
    }

    /// <summary>Renders it within <see cref="TextLayout.Width"/> characters.</summary>
    public static string Render(HeapPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return new TextGraph(picture).Render();
    }

    private string Render()
    {
        _text.Append(string.Join('\n', TextLayout.Wrap(_picture.Title, TextLayout.Width))).Append('\n');
        foreach (RootNode root in _picture.Roots)
        {
            string culprit = root.Culprit.Length > 0 ? $"  !! {root.Culprit}" : "";
            if (_nodes.ContainsKey(root.Root.Number))
            {
                Write(0, root.Root.Name, root.Root.Number, culprit);
            }
            else
            {
                Line($"{root.Root.Name} -> {Names.Of(root.Root.Number)}{culprit}");
            }
        }

        foreach (int number in Unreferenced().Concat(_nodes.Keys.Order()))
        {
            if (!_written.Contains(number))
            {
                Write(0, "", number, "");
            }
        }

        if (_picture.Objects.IsEmpty)
        {
            Line("no objects");
        }

        AppendLegend();
        return _text.ToString();
    }

    /// <summary>What no object of the picture refers to comes before what hangs from it.</summary>
    private IEnumerable<int> Unreferenced()
    {
        HashSet<int> targets = [.. _picture.Edges.Where(edge => edge.Reference.Holder != 0).Select(edge => edge.Reference.Target)];
        return _nodes.Keys.Where(number => !targets.Contains(number)).Order();
    }

    private void Write(int depth, string from, int number, string culprit)
    {
        var stack = new Stack<(int Depth, string From, int Number, string Culprit)>();
        stack.Push((depth, from, number, culprit));
        while (stack.TryPop(out (int Depth, string From, int Number, string Culprit) next))
        {
            string arrow = next.From.Length > 0 ? next.From + " -> " : "";
            string indent = new(' ', 2 * Math.Min(next.Depth, DeepestIndent));
            if (!_written.Add(next.Number))
            {
                Line($"{indent}{arrow}{Names.Of(next.Number)}, see above{next.Culprit}");
                continue;
            }

            Line($"{indent}{arrow}{Describe(_nodes[next.Number])}{next.Culprit}");
            foreach (ReferenceEdge edge in _edges[next.Number].Reverse())
            {
                string field = string.Create(Invariant, $".{edge.Reference.Slot}{(edge.IsWeak ? " weak" : "")}");
                string why = edge.Culprit.Length > 0 ? $"  !! {edge.Culprit}" : "";
                stack.Push((next.Depth + 1, field, edge.Reference.Target, why));
            }
        }
    }

    /// <summary>Says what the marks mean that were used.</summary>
    private void AppendLegend()
    {
        var used = new List<string>();
        Explain(NodeMarks.Garbage, "( ) garbage");
        Explain(NodeMarks.Freed, "[ ] freed");
        Explain(NodeMarks.Highlighted, "* marked");
        if (_picture.Edges.Any(edge => edge.Culprit.Length > 0) || _picture.Roots.Any(root => root.Culprit.Length > 0))
        {
            used.Add("!! to blame");
        }

        if (used.Count > 0)
        {
            _text.Append('\n').Append(string.Join("   ", used)).Append('\n');
        }

        void Explain(NodeMarks mark, string what)
        {
            if (_picture.Objects.Any(node => node.Marks.HasFlag(mark)))
            {
                used.Add(what);
            }
        }
    }

    private static string Describe(ObjectNode node)
    {
        string mark = node.Marks.HasFlag(NodeMarks.Highlighted) ? "* " : "";
        string text = string.Join(", ", node.Lines.Append(Hidden.Note(node)).Where(line => line.Length > 0));
        return mark + (node.Marks.HasFlag(NodeMarks.Freed) ? $"[{text}]" : node.Marks.HasFlag(NodeMarks.Garbage) ? $"({text})" : text);
    }

    private void Line(string line)
    {
        int indent = line.Length - line.TrimStart().Length;
        IReadOnlyList<string> parts = TextLayout.Wrap(line.TrimStart(), TextLayout.Width - indent - 4);
        for (int i = 0; i < parts.Count; i++)
        {
            _text.Append(' ', indent + (i == 0 ? 0 : 4)).Append(parts[i]).Append('\n');
        }
    }
}
