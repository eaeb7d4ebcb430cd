using System.Globalization;
using System.Text;
using GcVerify.Collectors.Faulty;
using GcVerify.Oracle;
using GcVerify.Reporting;

namespace GcVerify.Cli.Output;

/// <summary>One fault as a page of the documentation, in a folder beside the page of all.</summary>
internal static class FaultExhibitPage
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>What was edited, the smallest program that shows it, the heap at the violation, and what became of the object.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="command">The command that made this page.</param>
    public static string Render(FaultReport fault, string command)
    {
        var text = new StringBuilder();
        text.Append(Invariant, $"# {fault.Fault}\n\n<!-- Made by: {command} -->\n\n");
        text.Append(Invariant, $"Fault {fault.Id} on [{fault.Collector}](../collectors/{fault.Collector}.md): {fault.Summary}.\n");
        text.Append(Invariant, $"It breaks {string.Join(", ", fault.Laws.Select(LinkTo))}. All faults: [faults.md](../faults.md).\n");
        AppendRelatives(text, fault);
        if (fault.Program.Length == 0)
        {
            text.Append("\nNo program is known that shows it.\n");
            return text.ToString();
        }

        text.Append(Invariant, $"\n## The smallest program\n\nOperations: {fault.Minimum} ({FaultPage.Within(fault)}).\n");
        text.Append(Invariant, $"\n```gcp\n{fault.Program}```\n\n");
        text.Append(Invariant, $"As `{fault.Fault}.gcp` it is stepped through by\n");
        text.Append(Invariant, $"`gcverify run {fault.Fault}.gcp --collector {fault.Fault} --html {fault.Fault}.html`.\n");
        AppendExhibit(text, fault.Exhibit);
        return text.ToString();
    }

    private static void AppendRelatives(StringBuilder text, FaultReport fault)
    {
        string[] others = [.. FaultCatalog.All.Where(other => other.Id == fault.Id && other.Name != fault.Fault).Select(other => other.Name)];
        if (others.Length > 0)
        {
            text.Append(Invariant, $"\nThe same mistake elsewhere: {string.Join(", ", others.Select(name => $"[{name}]({name}.md)"))}.\n");
        }
    }

    private static void AppendExhibit(StringBuilder text, FaultExhibit? exhibit)
    {
        text.Append("\n## What it shows\n\n");
        if (exhibit is null)
        {
            text.Append("A single run does not show it: the law is about several.\n");
            return;
        }

        text.Append(Invariant, $"{LinkTo(exhibit.Law.Id)}: {exhibit.Law.Statement}\n\n");
        text.Append("| | |\n|---|---|\n");
        AppendRow(text, "shows in", exhibit.Place);
        AppendRow(text, "violated", exhibit.Message);
        AppendRow(text, "expected", exhibit.Expected);
        AppendRow(text, "found", exhibit.Found);
        if (exhibit.Picture.Length > 0)
        {
            text.Append(Invariant, $"\nThe heap{(exhibit.Part.Length > 0 ? ", " + exhibit.Part : "")}:\n\n```mermaid\n{exhibit.Picture}```\n");
        }

        if (exhibit.Explanation.Length > 0)
        {
            text.Append(Invariant, $"\n```text\n{exhibit.Explanation}```\n");
        }
    }

    private static void AppendRow(StringBuilder text, string label, string content) =>
        text.Append(Invariant, $"| {label} | {content.Replace("|", "\\|", StringComparison.Ordinal)} |\n");

    private static string LinkTo(string law)
    {
        Law one = Laws.All.First(other => other.Id == law);
        string anchor = one.ToString().Replace(' ', '-').ToLowerInvariant();
        return $"[{one}](../laws.md#{anchor})";
    }
}
