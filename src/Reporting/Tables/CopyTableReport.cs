using System.Text;

namespace GcVerify.Reporting;

/// <summary>A <see cref="CopyTable"/> as text and for machines.</summary>
public static class CopyTableReport
{
    /// <summary>Renders it as text below a title, with a line end.</summary>
    /// <param name="title">The title.</param>
    /// <param name="table">The table.</param>
    /// <param name="sizesAreTold">Whether the subject tells sizes.</param>
    /// <param name="inBytes">Whether sizes are given in bytes.</param>
    public static string Text(string title, CopyTable table, bool sizesAreTold, bool inBytes)
    {
        ArgumentNullException.ThrowIfNull(table);
        var text = new StringBuilder();
        TextLayout.AppendLabelled(text, "", title);
        text.Append(SizeColumns.Text(table.AllRows)).Append(table.AllRows == 1 ? " assignment or copy\n" : " assignments and copies\n");
        if (table.AllRows == 0)
        {
            return text.ToString();
        }

        var sizes = new SizeColumns(sizesAreTold, inBytes);
        string[] headings = sizesAreTold
            ? ["Step", "Made", "Size", "Shared", "Size", "Operation"]
            : ["Step", "Made", "Shared", "Operation"];
        var rows = new TextTable(headings, [.. headings.Select((_, column) => column > 0 && column < headings.Length - 1)]);
        foreach (CopyTableRow row in table.Rows)
        {
            string step = SizeColumns.Text(row.Step);
            string made = SizeColumns.Text(row.Made.Objects), shared = SizeColumns.Text(row.Shared.Objects);
            rows.Add(sizesAreTold
                ? [step, made, sizes.Cell(row.Made), shared, sizes.Cell(row.Shared), row.Operation]
                : [step, made, shared, row.Operation]);
        }

        text.Append('\n').Append(rows.Render());
        int hidden = table.AllRows - table.Rows.Length;
        return hidden == 0 ? text.ToString() : text + $"{Names.Count(hidden, "more row")}; '--lines {table.AllRows}' shows all\n";
    }

    /// <summary>Renders it for machines (<c>docs/schema/heap.schema.json</c>), with a line end.</summary>
    /// <param name="file">The program.</param>
    /// <param name="collector">The collector.</param>
    /// <param name="step">The last step that is looked at.</param>
    /// <param name="table">The table.</param>
    /// <param name="sizesAreTold">Whether the subject tells sizes.</param>
    public static string Json(string file, string collector, int step, CopyTable table, bool sizesAreTold)
    {
        ArgumentNullException.ThrowIfNull(table);
        return ResultJson.Write(json =>
        {
            json.WriteString("file", file);
            json.WriteString("collector", collector);
            json.WriteNumber("step", step);
            json.WriteNumber("rowsInAll", table.AllRows);
            json.WriteStartArray("copies");
            foreach (CopyTableRow row in table.Rows)
            {
                json.WriteStartObject();
                json.WriteNumber("step", row.Step);
                json.WriteString("operation", row.Operation);
                HeapTableJson.WriteAmount(json, "made", row.Made, sizesAreTold);
                HeapTableJson.WriteAmount(json, "shared", row.Shared, sizesAreTold);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}
