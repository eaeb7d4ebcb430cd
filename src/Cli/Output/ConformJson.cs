using System.Text.Json;
using GcVerify.Adapters;
using GcVerify.Reporting;

namespace GcVerify.Cli.Output;

/// <summary>The results of <c>conform</c> for machines (<c>docs/schema/conform.schema.json</c>).</summary>
internal static class ConformJson
{
    /// <summary>Renders them, with a line end.</summary>
    public static string Render(ConformanceReport report) => ResultJson.Write(json =>
    {
        json.WriteString("adapter", report.Name);
        json.WriteString("runtime", report.Runtime);
        json.WriteString("class", report.Class);
        json.WriteStartArray("capabilities");
        foreach (string capability in report.Capabilities)
        {
            json.WriteStringValue(capability);
        }

        json.WriteEndArray();
        json.WriteBoolean("conforms", report.Conforms);
        json.WriteStartArray("checks");
        foreach (ConformanceResult result in report.Results)
        {
            Write(json, result);
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, ConformanceResult result)
    {
        json.WriteStartObject();
        json.WriteString("check", result.Check);
        json.WriteString("demand", result.What);
        json.WriteString("result", ConformText.Word(result.Outcome).ToLowerInvariant());
        if (result.Failure is { } failure)
        {
            json.WriteString("sent", failure.Sent);
            json.WriteString("expected", failure.Expected);
            json.WriteString("came", failure.Came);
            json.WriteString("fix", result.Fix);
        }

        json.WriteEndObject();
    }
}
