using System.Globalization;
using System.Text;
using GcVerify.Mutator;

namespace GcVerify.Reporting;

/// <summary>How many references each object in the heap has after each step of a run, and what the collector counts.</summary>
public static class CountTable
{
    /// <summary>A longer run is not shown: nobody reads it.</summary>
    public const int MostOperations = 1000;

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>
    /// Renders it within <see cref="TextLayout.Width"/> characters: a row for each step, and what the numbers mean.
    /// </summary>
    /// <param name="moments">The steps, in order.</param>
    public static string Render(IReadOnlyList<HeapMoment> moments)
    {
        ArgumentNullException.ThrowIfNull(moments);
        var table = new TextTable(["Step", "Operation", "References"], [true, false, false]);
        foreach (HeapMoment moment in moments.Where(moment => moment.Step > 0))
        {
            string operation = moment.Step > moment.Operations ? "(collections at the end)" : moment.Operation;
            table.Add(moment.Step.ToString(Invariant), operation, Counts(moment));
        }

        var text = new StringBuilder(table.Render()).Append('\n');
        TextLayout.AppendLabelled(text, "#1 2          ", "object #1 has two references: from roots and fields in the heap, not weak ones");
        TextLayout.AppendLabelled(text, "(#1 2)        ", "the same of garbage: no root leads to it");
        TextLayout.AppendLabelled(text, "counted       ", Counted(moments));
        TextLayout.AppendLabelled(
            text, "getrefcount   ", "Python's sys.getrefcount says one more: the argument of its call is a reference too");
        return text.ToString();
    }

    private static string Counts(HeapMoment moment) => string.Join(", ", moment.Present.Select(OfObject)) is { Length: > 0 } counts ? counts : "-";

    private static string OfObject(HeapObject one)
    {
        string counted = one.State.Count >= 0 && one.State.Count != one.InDegree ? string.Create(Invariant, $" counted {one.State.Count}") : "";
        string count = string.Create(Invariant, $"#{one.Number} {one.InDegree}{counted}");
        return one.IsLive ? count : $"({count})";
    }

    private static string Counted(IReadOnlyList<HeapMoment> moments) =>
        (moments.Count == 0 ? CountedReferences.None : moments[^1].Promises.Counts) switch
        {
            CountedReferences.None => "nothing: this collector keeps no counts, or does not tell them",
            CountedReferences.FromObjects => "what the collector counts, where that is otherwise: it counts references from fields only",
            _ => "what the collector counts, where that is otherwise; it is asked for live objects only",
        };
}
