using System.Globalization;
using System.Text;
using GcVerify.Collectors.Faulty;
using GcVerify.Reporting;

namespace GcVerify.Cli.Output;

/// <summary>The faults as a page of the documentation.</summary>
internal static class FaultPage
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>What the faults are and the smallest program that shows each.</summary>
    /// <param name="faults">The faults.</param>
    /// <param name="command">The command that made this page.</param>
    public static string Render(IReadOnlyList<FaultReport> faults, string command)
    {
        var text = new StringBuilder();
        text.Append(Invariant, $"# Faults\n\n<!-- Made by: {command} -->\n\n");
        text.Append(
            "Each fault is one edit to a correct collector, a mistake that has been made in real ones. `gcverify faults` tries whether\n"
            + "each is caught, by which law and how soon; `gcverify verify FAULT` shows one. A minimum is *proven* where every program of\n"
            + "fewer operations was run and none showed the fault, within the roots and shapes that are named; else it is the best that\n"
            + "is known. Laws are explained in [laws.md](laws.md), collectors in [collectors/](collectors).\n\n");
        text.Append("| fault | id | collector | laws | minimum | |\n|---|---|---|---|---:|---|\n");
        foreach (FaultReport fault in faults)
        {
            text.Append(
                Invariant,
                $"| [{fault.Fault}](#{fault.Fault}) | {fault.Id} | {fault.Collector} | {string.Join(' ', fault.Laws)} "
                + $"| {fault.Minimum} | {fault.MinimumKind} |\n");
        }

        AppendEquivalents(text);
        foreach (FaultReport fault in faults)
        {
            AppendFault(text, fault);
        }

        return text.ToString();
    }

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
        string within = fault.IsProven
            ? $"proven for {fault.Roots} roots and {string.Join(", ", fault.Shapes.Select(shape => $"`{shape}`"))}"
            : fault.MinimumKind;
        text.Append(Invariant, $"\n## {fault.Fault}\n\n");
        text.Append(Invariant, $"{fault.Id} on `{fault.Collector}`: {fault.Summary}. It breaks {string.Join(", ", fault.Laws)}.\n");
        text.Append(Invariant, $"The fewest operations that show it: {fault.Minimum} ({within}).\n\n```gcp\n{fault.Program}```\n");
    }
}
