using System.Globalization;
using System.Text;

namespace GcVerify.Reporting;

/// <summary>A <see cref="HeapDifference"/> as text.</summary>
public static class HeapDifferenceText
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Renders it below a title, with a line end.</summary>
    public static string Render(string title, HeapDifference difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        var text = new StringBuilder();
        var sizes = new SizeColumns(difference.SizesAreTold, difference.Query.InBytes);
        TextLayout.AppendLabelled(text, "", title);
        HeapDifferenceRow total = difference.Total;
        string which = difference.Query.LeaksOnly ? "that no root leads to" : "in the heap";
        string change = string.Create(Invariant, $"after step {difference.Since}: {difference.Added} more, {difference.Removed} fewer");
        TextLayout.AppendLabelled(text, "", $"{sizes.Amount(total.Now)} {which}; {sizes.ShortAmount(total.Before)} {change}");
        if (!difference.SizesAreTold || difference.Query.InBytes)
        {
            text.Append(difference.SizesAreTold ? "sizes are in bytes\n" : "sizes are not told\n");
        }

        if (difference.AllRows > 0)
        {
            text.Append('\n').Append(Rows(difference, sizes));
        }

        int hidden = difference.AllRows - difference.Rows.Length;
        if (hidden > 0)
        {
            string more = string.Create(Invariant, $"{Names.Count(hidden, "more row")}; '--lines {difference.AllRows}' shows all");
            TextLayout.AppendLabelled(text, "", more);
        }

        return text.ToString();
    }

    private static string Rows(HeapDifference difference, SizeColumns sizes)
    {
        bool told = difference.SizesAreTold;
        string[] headings = told
            ? ["Index", "Count", "Change", "Size", "Change", difference.Heading]
            : ["Index", "Count", "Change", difference.Heading];
        var text = new TextTable(headings, [.. headings.Select((_, column) => column > 0 && column < headings.Length - 1)]);
        for (int i = 0; i < difference.Rows.Length; i++)
        {
            HeapDifferenceRow row = difference.Rows[i];
            text.Add(Cells(SizeColumns.Text(i), row, row.Label));
        }

        return text.Render();

        string[] Cells(string index, HeapDifferenceRow row, string label)
        {
            string[] counts = [index, SizeColumns.Text(row.Now.Objects), SizeColumns.Signed(row.Objects)];
            return told ? [.. counts, sizes.Cell(row.Now), sizes.Change(row.Words), label] : [.. counts, label];
        }
    }
}
