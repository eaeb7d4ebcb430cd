using System.Globalization;
using System.Text;

namespace GcVerify.Reporting;

/// <summary>A picture as a Mermaid flowchart, as code hosts render it in Markdown.</summary>
public static class MermaidGraph
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static readonly (NodeMarks Mark, string Name, string Style)[] Classes =
    [
        (NodeMarks.Garbage, "garbage", "fill:#eee,stroke:#999,color:#666,stroke-dasharray:4"),
        (NodeMarks.Freed, "freed", "fill:#fff,stroke:#999,color:#666,stroke-dasharray:1 4,text-decoration:line-through"),
        (NodeMarks.Highlighted, "marked", "stroke:#c00,stroke-width:3px"),
    ];

    /// <summary>Renders it.</summary>
    public static string Render(HeapPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var text = new StringBuilder();
        text.Append(Invariant, $"%% {picture.Title}\nflowchart LR\n");
        foreach (RootNode root in picture.Roots)
        {
            text.Append(Invariant, $"  root{root.Root.Position}([\"{root.Root.Name}\"])\n");
        }

        foreach (ObjectNode node in picture.Objects)
        {
            text.Append(Invariant, $"  n{node.Object.Number}[\"{string.Join("<br/>", Lines(node))}\"]\n");
        }

        foreach (ReferenceEdge edge in picture.Edges)
        {
            AppendEdge(text, edge);
        }

        AppendStyles(text, picture);
        return text.ToString();
    }

    /// <summary>A number sign begins an entity, unless it is one.</summary>
    private static IEnumerable<string> Lines(ObjectNode node) =>
        node.Lines.Append(Hidden.Note(node)).Where(line => line.Length > 0).Select(Escaped);

    private static string Escaped(string text) => text.Replace("#", "#35;", StringComparison.Ordinal);

    private static void AppendEdge(StringBuilder text, ReferenceEdge edge)
    {
        PathStep step = edge.Reference;
        string from = step.Holder == 0 ? string.Create(Invariant, $"root{step.Slot}") : string.Create(Invariant, $"n{step.Holder}");
        string label = Escaped(EdgeText.Of(edge));
        string arrow = (edge.IsWeak ? "-.->" : edge.IsOnChain ? "==>" : "-->") + (label.Length > 0 ? $"|\"{label}\"|" : "");
        text.Append(Invariant, $"  {from} {arrow} n{step.Target}\n");
    }

    private static void AppendStyles(StringBuilder text, HeapPicture picture)
    {
        for (int i = 0; i < picture.Edges.Length; i++)
        {
            if (picture.Edges[i].Culprit.Length > 0)
            {
                text.Append(Invariant, $"  linkStyle {i} stroke:#c00,stroke-width:3px\n");
            }
        }

        foreach ((NodeMarks mark, string name, string style) in Classes)
        {
            string members = string.Join(",", picture.Objects.Where(node => node.Marks.HasFlag(mark)).Select(NameOf));
            if (members.Length > 0)
            {
                text.Append(Invariant, $"  classDef {name} {style}\n  class {members} {name}\n");
            }
        }
    }

    private static string NameOf(ObjectNode node) => string.Create(Invariant, $"n{node.Object.Number}");
}
