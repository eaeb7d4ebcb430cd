using System.Text.Json;
using GcVerify.Mutator;

namespace GcVerify.Reporting;

/// <summary>The answers of <c>heap</c> for machines (<c>docs/schema/heap.schema.json</c>).</summary>
public static class HeapTableJson
{
    /// <summary>Renders a table, with a line end.</summary>
    /// <param name="file">The program.</param>
    /// <param name="collector">The collector.</param>
    /// <param name="table">The table.</param>
    public static string Render(string file, string collector, HeapTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        HeapTableQuery query = table.Query;
        return ResultJson.Write(json =>
        {
            WriteHead(json, file, collector, table.Moment, query);
            json.WriteStartArray("within");
            for (int i = 0; i < query.Rows.Length; i++)
            {
                json.WriteStartObject();
                json.WriteString("by", query.Rows[i].By);
                json.WriteNumber("row", query.Rows[i].Index);
                json.WriteString("label", table.Within[i]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            bool told = table.SizesAreTold;
            WriteAmount(json, "total", table.Total, told);
            WriteAmount(json, "live", table.Live, told);
            WriteAmount(json, "garbage", table.Garbage, told);
            json.WriteNumber("rowsInAll", table.AllRows);
            json.WriteStartArray("rows");
            foreach (HeapTableRow row in table.Rows)
            {
                json.WriteStartObject();
                json.WriteString("label", row.Label);
                WriteAmount(json, "amount", row.Amount, told);
                if (row.Dominated is { } dominated)
                {
                    WriteAmount(json, "dominated", dominated, told);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    /// <summary>That there is no table, and why, with a line end.</summary>
    /// <param name="file">The program.</param>
    /// <param name="collector">The collector.</param>
    /// <param name="reason">Why.</param>
    public static string Undecided(string file, string collector, string reason) => ResultJson.Write(json =>
    {
        json.WriteString("file", file);
        json.WriteString("collector", collector);
        json.WriteString("undecided", reason);
    });

    /// <summary>What every answer begins with.</summary>
    internal static void WriteHead(Utf8JsonWriter json, string file, string collector, HeapMoment moment, HeapTableQuery query)
    {
        json.WriteString("file", file);
        json.WriteString("collector", collector);
        json.WriteNumber("step", moment.Step);
        json.WriteNumber("operations", moment.Operations);
        json.WriteString("operation", moment.Operation);
        json.WriteString("violates", moment.Violation?.Law.Id);
        json.WriteString("by", query.By);
        json.WriteBoolean("leaksOnly", query.LeaksOnly);
        json.WriteNumber("retainedBy", query.Retained);
    }

    /// <summary>Objects and their words; null where sizes are not told.</summary>
    internal static void WriteAmount(Utf8JsonWriter json, string name, Tally amount, bool told)
    {
        json.WriteStartObject(name);
        json.WriteNumber("objects", amount.Objects);
        if (told)
        {
            json.WriteNumber("words", amount.Words);
            json.WriteNumber("bytes", (long)amount.Words * SizeColumns.BytesPerWord);
        }
        else
        {
            json.WriteNull("words");
            json.WriteNull("bytes");
        }

        json.WriteEndObject();
    }
}
