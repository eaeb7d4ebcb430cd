namespace GcVerify.Reporting;

/// <summary>The results of <c>diff</c> for machines (<c>docs/schema/diff.schema.json</c>).</summary>
public static class DiffJson
{
    /// <summary>Renders them, with a line end.</summary>
    /// <param name="parameters">What the programs depend on, or null where one was given.</param>
    /// <param name="file">The program that was given, or null.</param>
    /// <param name="collectors">The collectors, the first the one that the others are compared with.</param>
    /// <param name="report">What came of it.</param>
    public static string Render(RunParameters? parameters, string? file, IEnumerable<string> collectors, DiffReport report)
    {
        ArgumentNullException.ThrowIfNull(collectors);
        ArgumentNullException.ThrowIfNull(report);
        return ResultJson.Write(json =>
        {
            json.WriteString("file", file);
            if (parameters is not null)
            {
                ResultJson.WriteParameters(json, parameters);
            }

            json.WriteStartArray("collectors");
            foreach (string collector in collectors)
            {
                json.WriteStringValue(collector);
            }

            json.WriteEndArray();
            json.WriteString("verdict", VerdictWord.Of(report.Verdict));
            json.WriteNumber("programs", report.Programs);
            json.WriteNumber("notCompared", report.NotCompared);
            if (report.Disagreement is { } found)
            {
                json.WriteStartObject("disagreement");
                json.WriteString("left", found.Left);
                json.WriteString("right", found.Right);
                json.WriteNumber("operation", found.Operation);
                json.WriteString("leftSees", found.LeftSees);
                json.WriteString("rightSees", found.RightSees);
                json.WriteString("program", found.Program);
                json.WriteNumber("operationsBefore", found.OperationsBefore);
                json.WriteNumber("operationsAfter", found.OperationsAfter);
                json.WriteString("replay", found.Replay);
                json.WriteEndObject();
            }

            if (report.Reason.Length > 0)
            {
                json.WriteString("reason", report.Reason);
            }
        });
    }
}
