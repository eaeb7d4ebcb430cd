using System.Globalization;
using System.Text;
using GcVerify.Mutator;

namespace GcVerify.Reporting;

/// <summary>A <see cref="HeapTable"/> as text, in the columns of guppy.</summary>
public static class HeapTableText
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Renders it below a title, with a line end.</summary>
    public static string Render(string title, HeapTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var text = new StringBuilder();
        var sizes = new SizeColumns(table.SizesAreTold, table.Query.InBytes);
        TextLayout.AppendLabelled(text, "", title);
        TextLayout.AppendLabelled(text, "", Summary(table, sizes));
        foreach (string line in Remarks(table))
        {
            TextLayout.AppendLabelled(text, "", line);
        }

        if (table.AllRows > 0)
        {
            text.Append('\n').Append(Rows(table, sizes));
        }

        if (table.AllRows > table.Rows.Length)
        {
            TextLayout.AppendLabelled(text, "", MoreRows(table, sizes));
        }

        return text.ToString();
    }

    private static string Summary(HeapTable table, SizeColumns sizes)
    {
        string parts = table.Total.Objects == 0 ? ""
            : table.Garbage.Objects == 0 ? ", all live"
            : table.Live.Objects == 0 ? ", all garbage"
            : $": live {sizes.ShortAmount(table.Live)}; garbage {sizes.ShortAmount(table.Garbage)}";
        return sizes.Amount(table.Total) + (table.Query.LeaksOnly ? " that no root leads to" : " in the heap" + parts);
    }

    private static IEnumerable<string> Remarks(HeapTable table)
    {
        HeapTableQuery query = table.Query;
        if (query.Retained != 0)
        {
            string above = table.Dominator == 0 ? "" : $", which itself goes with {Names.Of(table.Dominator)}";
            yield return $"only what would go with {Names.Of(query.Retained)}{above}";
        }

        for (int i = 0; i < query.Rows.Length; i++)
        {
            yield return string.Create(Invariant, $"only row {query.Rows[i].Index} by {query.Rows[i].By}: {table.Within[i]}");
        }

        if (!table.SizesAreTold)
        {
            yield return "sizes are not told: shares are of counts";
        }
        else if (query.InBytes)
        {
            yield return "sizes are in bytes";
        }
    }

    private static string Rows(HeapTable table, SizeColumns sizes)
    {
        var text = new TextTable(
            Columns(table, "Index", "Count", "%", "Size", "%", "Cumulative", "%", "Dominated", table.Heading),
            [.. Columns(table, "", "#", "#", "#", "#", "#", "#", "#", "").Select(kind => kind == "#")]);
        Tally above = default;
        for (int i = 0; i < table.Rows.Length; i++)
        {
            HeapTableRow row = table.Rows[i];
            above += row.Amount;
            text.Add(Cells(table, sizes, SizeColumns.Text(i), row, above));
        }

        return text.Render();
    }

    private static IReadOnlyList<string> Cells(HeapTable table, SizeColumns sizes, string index, HeapTableRow row, Tally above)
    {
        Tally dominated = row.Dominated ?? default;
        return Columns(
            table,
            index,
            SizeColumns.Text(row.Amount.Objects),
            SizeColumns.Share(row.Amount.Objects, table.Total.Objects),
            sizes.Cell(row.Amount),
            SizeColumns.Share(sizes.Measure(row.Amount), sizes.Measure(table.Total)),
            sizes.Cell(above) is { Length: > 0 } size ? size : SizeColumns.Text(above.Objects),
            SizeColumns.Share(sizes.Measure(above), sizes.Measure(table.Total)),
            sizes.Cell(dominated) is { Length: > 0 } words ? words : SizeColumns.Text(dominated.Objects),
            row.Label);
    }

    /// <summary>The cells that a table has: sizes only where they are told, what is dominated only if that was asked for.</summary>
    private static IReadOnlyList<string> Columns(HeapTable table, params string[] cells) =>
        [.. cells.Where((_, column) => (column is not (3 or 4) || table.SizesAreTold) && (column != 7 || table.Query.Dominated))];

    private static string MoreRows(HeapTable table, SizeColumns sizes)
    {
        Tally shown = default;
        foreach (HeapTableRow row in table.Rows)
        {
            shown += row.Amount;
        }

        var rest = new Tally(table.Total.Objects - shown.Objects, table.Total.Words - shown.Words);
        string rows = Names.Count(table.AllRows - table.Rows.Length, "more row");
        return string.Create(Invariant, $"{rows}: {sizes.ShortAmount(rest)}; '--lines {table.AllRows}' shows all");
    }
}
