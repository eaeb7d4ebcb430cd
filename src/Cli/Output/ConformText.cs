using System.Globalization;
using System.Text;
using GcVerify.Adapters;
using GcVerify.Reporting;

namespace GcVerify.Cli.Output;

/// <summary>The results of <c>conform</c> for people.</summary>
internal static class ConformText
{
    /// <summary>Renders them.</summary>
    public static string Render(ConformanceReport report)
    {
        var text = new StringBuilder();
        TextLayout.AppendLabelled(text, "adapter       ", report.Name);
        TextLayout.AppendLabelled(text, "runtime       ", report.Runtime.Length == 0 ? "(it did not say)" : report.Runtime);
        TextLayout.AppendLabelled(text, "class         ", report.Class.Length == 0 ? "(it did not say)" : report.Class);
        TextLayout.AppendLabelled(text, "capabilities  ", report.Capabilities.IsEmpty ? "none" : string.Join(' ', report.Capabilities));
        var table = new TextTable(["check", "result", "what the adapter does"], [false, false, false]);
        foreach (ConformanceResult result in report.Results)
        {
            table.Add(result.Check, Word(result.Outcome), result.What);
        }

        text.Append('\n').Append(table.Render());
        foreach (ConformanceResult result in report.Results.Where(result => result.Failure is not null))
        {
            AppendFailure(text, result, result.Failure!);
        }

        return text.Append('\n').Append(Summary(report)).Append('\n').ToString();
    }

    /// <summary>The word for an outcome.</summary>
    public static string Word(ConformanceOutcome outcome) => outcome switch
    {
        ConformanceOutcome.Passed => "pass",
        ConformanceOutcome.Failed => "FAIL",
        ConformanceOutcome.NotAnnounced => "not announced",
        _ => "skipped",
    };

    private static void AppendFailure(StringBuilder text, ConformanceResult result, ConformanceFailure failure)
    {
        text.Append($"\n{result.Check} fails\n\n");
        TextLayout.AppendLabelled(text, "  demanded:   ", $"An adapter {result.What}.");
        TextLayout.AppendLabelled(text, "  sent:       ", Broken(failure.Sent));
        TextLayout.AppendLabelled(text, "  expected:   ", Broken(failure.Expected));
        TextLayout.AppendLabelled(text, "  came:       ", Broken(failure.Came));
        TextLayout.AppendLabelled(text, "  to fix:     ", result.Fix);
    }

    /// <summary>A line of JSON has no blanks to break it at: it is broken anywhere.</summary>
    private static string Broken(string text)
    {
        const int Longest = 60;
        var broken = new StringBuilder();
        foreach (string word in text.Split(' '))
        {
            broken.Append(broken.Length == 0 ? "" : " ").AppendJoin(' ', word.Chunk(Longest).Select(part => new string(part)));
        }

        return broken.ToString();
    }

    private static string Summary(ConformanceReport report)
    {
        int failed = Count(ConformanceOutcome.Failed), passed = Count(ConformanceOutcome.Passed);
        string others = string.Create(CultureInfo.InvariantCulture, $"{Count(ConformanceOutcome.NotAnnounced)} not announced");
        int skipped = Count(ConformanceOutcome.Skipped);
        string more = skipped == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {skipped} skipped");
        return report.Conforms
            ? string.Create(CultureInfo.InvariantCulture, $"{report.Name} conforms: {passed} checks passed, {others}{more}.")
            : string.Create(CultureInfo.InvariantCulture, $"{report.Name} does not conform: {failed} failed, {passed} passed, {others}{more}.");

        int Count(ConformanceOutcome outcome) => report.Results.Count(result => result.Outcome == outcome);
    }
}
