using System.Globalization;
using System.Text;

namespace GcVerify.Reporting;

/// <summary>A picture in the language of graphviz.</summary>
public static class DotGraph
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Renders it.</summary>
    public static string Render(HeapPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var text = new StringBuilder();
        text.Append(Invariant, $"digraph heap {{\n  label={Quoted(picture.Title)};\n  labelloc=t;\n  rankdir=LR;\n");
        text.Append("  fontname=\"sans-serif\";\n  node [shape=box, fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\"];\n");
        foreach (RootNode root in picture.Roots)
        {
            text.Append(Invariant, $"  root{root.Root.Position} [label={Quoted(root.Root.Name)}, shape=oval];\n");
        }

        foreach (ObjectNode node in picture.Objects)
        {
            text.Append(Invariant, $"  n{node.Object.Number} [{Label(node)}{Style(node.Marks)}];\n");
        }

        foreach (ReferenceEdge edge in picture.Edges)
        {
            PathStep step = edge.Reference;
            string from = step.Holder == 0 ? string.Create(Invariant, $"root{step.Slot}") : string.Create(Invariant, $"n{step.Holder}");
            text.Append(Invariant, $"  {from} -> n{step.Target}{Attributes(edge)};\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>Only a label in HTML can be crossed out.</summary>
    private static string Label(ObjectNode node)
    {
        IEnumerable<string> lines = node.Lines.Append(Hidden.Note(node)).Where(line => line.Length > 0);
        return node.Marks.HasFlag(NodeMarks.Freed)
            ? "label=<" + string.Join("<BR/>", lines.Select(line => $"<S>{line}</S>")) + ">"
            : "label=" + Quoted(string.Join("\n", lines));
    }

    private static string Style(NodeMarks marks)
    {
        string faded = marks.HasFlag(NodeMarks.Freed) ? ", style=dotted, color=gray50, fontcolor=gray40"
            : marks.HasFlag(NodeMarks.Garbage) ? ", style=dashed, color=gray50, fontcolor=gray40"
            : "";
        return faded + (marks.HasFlag(NodeMarks.Highlighted) ? ", penwidth=3, color=red" : "");
    }

    private static string Attributes(ReferenceEdge edge)
    {
        var parts = new List<string>();
        if (EdgeText.Of(edge) is { Length: > 0 } label)
        {
            parts.Add("label=" + Quoted(label));
        }

        if (edge.IsWeak)
        {
            parts.Add("style=dashed");
        }

        if (edge.Culprit.Length > 0)
        {
            parts.Add("color=red, fontcolor=red, penwidth=3");
        }
        else if (edge.IsOnChain)
        {
            parts.Add("penwidth=3");
        }

        return parts.Count == 0 ? "" : $" [{string.Join(", ", parts)}]";
    }

    private static string Quoted(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal) + "\"";
}
