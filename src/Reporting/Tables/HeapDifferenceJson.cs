namespace GcVerify.Reporting;

/// <summary>A <see cref="HeapDifference"/> for machines (<c>docs/schema/heap.schema.json</c>).</summary>
public static class HeapDifferenceJson
{
    /// <summary>Renders it, with a line end.</summary>
    /// <param name="file">The program.</param>
    /// <param name="collector">The collector.</param>
    /// <param name="difference">The difference.</param>
    public static string Render(string file, string collector, HeapDifference difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        bool told = difference.SizesAreTold;
        return ResultJson.Write(json =>
        {
            HeapTableJson.WriteHead(json, file, collector, difference.Moment, difference.Query);
            json.WriteNumber("since", difference.Since);
            HeapTableJson.WriteAmount(json, "before", difference.Total.Before, told);
            HeapTableJson.WriteAmount(json, "total", difference.Total.Now, told);
            json.WriteNumber("added", difference.Added);
            json.WriteNumber("removed", difference.Removed);
            json.WriteNumber("rowsInAll", difference.AllRows);
            json.WriteStartArray("rows");
            foreach (HeapDifferenceRow row in difference.Rows)
            {
                json.WriteStartObject();
                json.WriteString("label", row.Label);
                HeapTableJson.WriteAmount(json, "before", row.Before, told);
                HeapTableJson.WriteAmount(json, "amount", row.Now, told);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}
