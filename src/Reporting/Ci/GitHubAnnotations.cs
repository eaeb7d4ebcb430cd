using System.Globalization;
using System.Text;
using GcVerify.Oracle;

namespace GcVerify.Reporting.Ci;

/// <summary>
/// Workflow commands of GitHub Actions: lines in the log of a step from which annotations are made, at the file that a violation was saved
/// to.
/// </summary>
public static class GitHubAnnotations
{
    private const string Token = "gcverify-text-ends";

    /// <summary>
    /// The line before text that is no workflow command, whatever it looks like: a program may name a region <c>::error::</c>, and a runtime may
    /// say so.
    /// </summary>
    public const string TextBegins = $"::stop-commands::{Token}\n";

    /// <summary>The line after it.</summary>
    public const string TextEnds = $"::{Token}::\n";

    /// <summary>An error for each violation and each collector that is undecided, each a line with its end.</summary>
    public static string Render(IEnumerable<CollectorReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        var text = new StringBuilder();
        foreach (CollectorReport report in reports)
        {
            foreach (ViolationText violation in report.Violations)
            {
                Append(text, report.Collector, violation);
            }

            if (report.Reason.Length > 0)
            {
                bool undecided = report.Verdict == Verdict.Undecided;
                string title = report.Collector + (undecided ? " is undecided" : " was not verified to the end");
                Append(text, undecided ? "error" : "warning", [("title", title)], report.Reason);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string collector, ViolationText violation)
    {
        var properties = new List<(string, string)>();
        if (violation.File is string file)
        {
            properties.Add(("file", file));
            if (violation.Line > 0)
            {
                properties.Add(("line", violation.Line.ToString(CultureInfo.InvariantCulture)));
            }
        }

        Law? law = Laws.Find(violation.Law);
        properties.Add(("title", $"{collector} violates {law?.ToString() ?? violation.Law}"));
        Append(text, "error", properties, $"{violation.Message}\nreplay: {violation.Replay}");
    }

    private static void Append(StringBuilder text, string command, IEnumerable<(string Name, string Value)> properties, string message)
    {
        string all = string.Join(',', properties.Select(property => $"{property.Name}={EscapeProperty(property.Value)}"));
        text.Append(CultureInfo.InvariantCulture, $"::{command} {all}::{Escape(message)}\n");
    }

    private static string EscapeProperty(string value) =>
        Escape(value).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    /// <summary>The percent sign first, or what stands for the others would be escaped again.</summary>
    private static string Escape(string value) => string.Concat(value.TrimEnd('\n').Select(c => c switch
    {
        '%' => "%25",
        '\r' => "%0D",
        '\n' => "%0A",
        _ when char.IsControl(c) && c != '\t' => "\uFFFD",
        _ => c.ToString(),
    }));
}
