using System.Collections.Immutable;
using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using GcVerify.Oracle;

namespace GcVerify.Reporting.Html;

/// <summary>
/// Results as one page that needs nothing else: style, scripts and data are in it, and its content security policy lets it load and run
/// nothing but those. The same results give the same bytes.
/// </summary>
public static partial class HtmlReport
{
    /// <summary>Renders a page.</summary>
    /// <param name="heading">What was done, such as <c>gcverify verify</c>.</param>
    /// <param name="parameters">What the programs depend on, or null where they were not generated.</param>
    /// <param name="reports">The results.</param>
    public static string Render(string heading, RunParameters? parameters, IReadOnlyCollection<CollectorReport> reports)
    {
        ArgumentNullException.ThrowIfNull(heading);
        ArgumentNullException.ThrowIfNull(reports);
        string template = Resource("page.html");
        var scripts = new List<string>();
        string style = "";
        string page = Placeholder().Replace(template, match => match.Groups[1].Value switch
        {
            "title" => WebUtility.HtmlEncode(heading),
            "text" => WebUtility.HtmlEncode(PlainText(reports)),
            "data" => ReportJson.Write(json => WriteData(json, heading, parameters, reports)),
            "policy" => match.Value,
            string name when name.EndsWith(".css", StringComparison.Ordinal) => style = Resource(name),
            string name => Noted(scripts, Resource(name)),
        });

        // Data and text cannot hold it, as they hold no braces that are not their own: the first one is that of the template.
        int at = page.IndexOf("{{policy}}", StringComparison.Ordinal);
        return page[..at] + Policy(style, scripts) + page[(at + "{{policy}}".Length)..];
    }

    private static string Noted(List<string> scripts, string script)
    {
        scripts.Add(script);
        return script;
    }

    private static string Policy(string style, List<string> scripts) =>
        "default-src 'none'; base-uri 'none'; form-action 'none'; "
        + $"style-src {Hash(style)}; script-src {string.Join(' ', scripts.Select(Hash))}";

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Resource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The page names a resource '{name}' that is not there.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>For readers without scripts.</summary>
    private static string PlainText(IEnumerable<CollectorReport> reports) => string.Join('\n', reports.SelectMany(report =>
        report.Violations.Select(violation => violation.Text)
            .Prepend($"{report.Collector}: {VerdictWord.Of(report.Verdict)}\n{(report.Reason.Length > 0 ? report.Reason + "\n" : "")}")));

    private static void WriteData(
        Utf8JsonWriter json, string heading, RunParameters? parameters, IReadOnlyCollection<CollectorReport> reports)
    {
        json.WriteStartObject();
        json.WriteString("heading", heading);
        if (parameters is not null)
        {
            ResultJson.WriteParameters(json, parameters);
        }

        json.WriteStartArray("results");
        foreach (CollectorReport report in reports)
        {
            WriteResult(json, report);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, CollectorReport report)
    {
        json.WriteStartObject();
        json.WriteString("collector", report.Collector);
        json.WriteString("verdict", VerdictWord.Of(report.Verdict));
        json.WriteNumber("programs", report.Programs);
        if (report.Statistics != default)
        {
            json.WriteNumber("operations", report.Statistics.Operations);
            json.WriteNumber("collections", report.Statistics.Collections);
            json.WriteNumber("refusals", report.Statistics.Refusals);
        }

        json.WriteString("reason", report.Reason);
        WriteLaws(json, "notApplied", report.LawsNotApplied);
        json.WriteStartArray("runs");
        foreach (string run in report.Walkthroughs)
        {
            json.WriteRawValue(run);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLaws(Utf8JsonWriter json, string name, ImmutableArray<string> ids)
    {
        json.WriteStartArray(name);
        foreach (string id in ids)
        {
            json.WriteStringValue(Laws.Find(id)?.ToString() ?? id);
        }

        json.WriteEndArray();
    }

    [GeneratedRegex(@"\{\{([a-z.]+)\}\}")]
    private static partial Regex Placeholder();
}
