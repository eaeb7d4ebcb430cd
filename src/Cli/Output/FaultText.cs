using System.Globalization;
using System.Text;
using GcVerify.Reporting;

namespace GcVerify.Cli.Output;

/// <summary>The results of <c>faults</c> for people.</summary>
internal static class FaultText
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>A table for each collector, what its columns are, and the sum in one line.</summary>
    public static string Render(IReadOnlyList<FaultReport> faults, bool timings)
    {
        var text = new StringBuilder();
        foreach (IGrouping<string, FaultReport> group in faults.GroupBy(fault => fault.Collector))
        {
            text.Append(Invariant, $"On {group.Key}:\n\n{Table(group, timings)}\n");
        }

        TextLayout.AppendLabelled(text, "law         ", "the one that was named most often");
        TextLayout.AppendLabelled(text, "caught      ", "seeds from which a law was named that the fault breaks");
        TextLayout.AppendLabelled(text, "programs    ", "until the first that broke it, the median");
        TextLayout.AppendLabelled(text, "size        ", "operations of the program made smaller, the median");
        TextLayout.AppendLabelled(text, "tries       ", "programs executed to make one smaller, the median");
        if (timings)
        {
            TextLayout.AppendLabelled(text, "ms          ", "milliseconds that making one smaller took, the median");
        }

        TextLayout.AppendLabelled(
            text, "minimum     ", "the fewest operations known; proven where all programs with fewer were run, of few roots and shapes");
        TextLayout.AppendLabelled(text, "share       ", "of the seeds that caught it whose program has so few");
        string[] missed = [.. faults.Where(fault => !fault.IsCaught).Select(fault => fault.Fault)];
        string sum = missed.Length == 0 ? "Every fault was caught from every seed by a law that it breaks."
            : $"Not caught from every seed: {string.Join(", ", missed)}.";
        TextLayout.AppendLabelled(text.Append('\n'), "", sum);
        return text.ToString();
    }

    private static string Table(IEnumerable<FaultReport> faults, bool timings)
    {
        string[] time = timings ? ["ms"] : [];
        var table = new TextTable(
            ["fault", "id", "law", "caught", "programs", "size", "tries", .. time, "minimum", "share"],
            [false, false, false, true, true, true, true, .. time.Select(_ => true), false, true]);
        foreach (FaultReport fault in faults)
        {
            string[] took = timings ? [fault.Milliseconds.ToString("0.0", Invariant)] : [];
            table.Add(
            [
                fault.Fault,
                fault.Id,
                fault.Law.Length > 0 ? fault.Law : "-",
                string.Create(Invariant, $"{fault.Caught}/{fault.Seeds}"),
                fault.MedianPrograms.ToString(Invariant),
                fault.Operations.ToString(Invariant),
                fault.Executions.ToString(Invariant),
                .. took,
                fault.Minimum == 0 ? fault.MinimumKind : string.Create(Invariant, $"{fault.Minimum} {fault.MinimumKind}"),
                string.Create(Invariant, $"{100 * fault.Share:0} %"),
            ]);
        }

        return table.Render();
    }
}
