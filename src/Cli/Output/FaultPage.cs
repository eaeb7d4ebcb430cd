using System.Globalization;
using System.Text;
using GcVerify.Collectors.Faulty;
using GcVerify.Reporting;

namespace GcVerify.Cli.Output;

/// <summary>The faults as a page of the documentation.</summary>
internal static class FaultPage
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>What the faults are, and of each the smallest program that shows it, or where its own page is.</summary>
    /// <param name="faults">The faults.</param>
    /// <param name="command">The command that made this page.</param>
    /// <param name="pages">The folder of the faults' own pages; null if they have none.</param>
    public static string Render(IReadOnlyList<FaultReport> faults, string command, FaultFolder? pages)
    {
        var text = new StringBuilder();
        text.Append(Invariant, $"# Faults\n\n<!-- Made by: {command} -->\n\n");
        text.Append(
            "Each fault is one edit to a correct collector, a mistake that has been made in real ones. `gcverify faults` tries whether\n"
            + "each is caught, by which law and how soon; `gcverify verify FAULT` shows one. A minimum is *proven* where every program of\n"
            + "fewer operations was run and none showed the fault, within the roots and shapes that are named; else it is the best that\n"
            + "is known. Laws are explained in [laws.md](laws.md), collectors in [collectors/](collectors).\n");
        text.Append(pages is null ? "" : "The page of a fault has the smallest program, a picture of the heap at the violation, and what became of the object.\n");
        text.Append("\n| fault | id | collector | laws | minimum | |\n|---|---|---|---|---:|---|\n");
        foreach (FaultReport fault in faults)
        {
            string link = pages is null ? "#" + fault.Fault : pages.LinkTo(fault.Fault);
            text.Append(
                Invariant,
                $"| [{fault.Fault}]({link}) | {fault.Id} | {fault.Collector} | {string.Join(' ', fault.Laws)} "
                + $"| {fault.Minimum} | {fault.MinimumKind} |\n");
        }

        AppendEquivalents(text);
        foreach (FaultReport fault in pages is null ? faults : [])
        {
            AppendFault(text, fault);
        }

        return text.ToString();
    }

    /// <summary>What is known of the minimum, in words, such as <c>best known</c>.</summary>
    public static string Within(FaultReport fault) => fault.IsProven
        ? $"proven for {fault.Roots} roots and {string.Join(", ", fault.Shapes.Select(shape => $"`{shape}`"))}"
        : fault.MinimumKind;

    private static void AppendEquivalents(StringBuilder text)
    {
        text.Append("\nOn some collectors an edit of this list is no bug, or cannot be made:\n\n| ids | collectors | why |\n|---|---|---|\n");
        foreach (EquivalentVariant variant in EquivalentVariants.All)
        {
            text.Append(Invariant, $"| {variant.Ids} | {variant.On} | {variant.Why} |\n");
        }
    }

    private static void AppendFault(StringBuilder text, FaultReport fault)
    {
        text.Append(Invariant, $"\n## {fault.Fault}\n\n");
        text.Append(Invariant, $"{fault.Id} on `{fault.Collector}`: {fault.Summary}. It breaks {string.Join(", ", fault.Laws)}.\n");
        text.Append(Invariant, $"The fewest operations that show it: {fault.Minimum} ({Within(fault)}).\n\n```gcp\n{fault.Program}```\n");
    }
}
