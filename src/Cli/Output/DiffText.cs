using System.Globalization;
using GcVerify.Reporting;

namespace GcVerify.Cli.Output;

/// <summary>The results of <c>diff</c> for people.</summary>
internal static class DiffText
{
    /// <summary>The verdict, counts, and what two of them disagree in.</summary>
    public static void Write(string heading, DiffReport report)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        string wrapped = string.Join('\n', TextLayout.Wrap(heading + ":", TextLayout.Width - "undecided ".Length));
        Terminal.WriteVerdict(wrapped + " ", report.Verdict, "\n");
        if (report.Programs > 0)
        {
            string not = report.NotCompared > 0 ? string.Create(invariant, $", {report.NotCompared} of them not compared") : "";
            Console.Out.Write(string.Create(invariant, $"  programs     {report.Programs} run{not}\n"));
        }

        Console.Out.Write(report.Reason.Length > 0 ? ReasonText.Render(report.Reason) : "");
        Console.Out.Write(report.Disagreement is { } found ? "\n" + found.Text : "");
    }
}
