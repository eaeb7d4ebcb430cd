using System.Globalization;
using System.Reflection;
using System.Text;
using GcVerify.Oracle;
using GcVerify.Reporting;

namespace GcVerify.Cli.Output;

/// <summary>The results of <c>verify</c> for people.</summary>
internal static class VerifyText
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>What will be done, before it is.</summary>
    public static void WriteParameters(RunParameters parameters, TimeSpan? time, IEnumerable<string> collectors)
    {
        var text = new StringBuilder();
        string version = Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        string programs = parameters.Programs is long count ? string.Create(Invariant, $"{count} programs of ") : "programs of ";
        string limit = time is TimeSpan span ? string.Create(Invariant, $"; {span.TotalSeconds} s for all collectors") : "";
        text.Append(Invariant, $"gcverify {version}\n");
        TextLayout.AppendLabelled(text, "  seed        ", parameters.Seed.ToString(Invariant));
        TextLayout.AppendLabelled(
            text,
            "  programs    ",
            string.Create(Invariant, $"{programs}{parameters.Operations} operations, preset {parameters.Preset}{limit}"));
        TextLayout.AppendLabelled(text, "  heap words  ", HeapWords(parameters.HeapWords));
        if (Stress(parameters) is { Length: > 0 } stress)
        {
            TextLayout.AppendLabelled(text, "  stress      ", stress);
        }

        TextLayout.AppendLabelled(text, "  collectors  ", string.Join(", ", collectors));
        Console.Out.Write(text.Append('\n').ToString());
    }

    private static string Stress(RunParameters parameters) => string.Join("; ", new[]
    {
        Every("a full collection", parameters.CollectEvery),
        Every("a step", parameters.StepEvery),
        parameters.FailAllocation == 0 ? "" : parameters.FailAllocation < 0 ? "each allocation in turn finds the heap full"
            : string.Create(Invariant, $"allocation {parameters.FailAllocation} finds the heap full"),
    }.Where(one => one.Length > 0));

    private static string Every(string what, int every) => every switch
    {
        0 => "",
        1 => $"{what} before every operation",
        _ => string.Create(Invariant, $"{what} before every {every} operations"),
    };

    private static string HeapWords(int words) =>
        words == 0 ? "as the preset says, else as many as a program needs" : words.ToString(Invariant);

    /// <summary>Table, counterexamples, laws that were not applied, and the sum in one line.</summary>
    public static void Write(IReadOnlyList<CollectorReport> reports)
    {
        WriteTable(reports);
        foreach (ViolationText violation in reports.SelectMany(report => report.Violations))
        {
            Console.Out.Write("\n" + violation.Text);
        }

        Console.Out.Write(Reasons(reports) + NotApplied(reports) + NeverHappened(reports) + "\n" + Sum(reports) + "\n");
    }

    private static void WriteTable(IReadOnlyList<CollectorReport> reports)
    {
        var table = new TextTable(
            ["collector", "verdict", "programs", "operations", "collections", "refusals", "law"],
            [false, false, true, true, true, true, false]);
        foreach (CollectorReport report in reports)
        {
            RunStatistics counts = report.Statistics;
            table.Add(
                report.Collector,
                VerdictWord.Of(report.Verdict),
                report.Programs.ToString(Invariant),
                counts.Operations.ToString(Invariant),
                counts.Collections.ToString(Invariant),
                counts.Refusals.ToString(Invariant),
                string.Join(' ', report.Violations.Select(violation => violation.Law).Distinct()));
        }

        WriteColoured(table.Render());
    }

    /// <summary>Verdicts are words of their own, and no collector is called like one.</summary>
    private static void WriteColoured(string table)
    {
        foreach (string line in table.TrimEnd('\n').Split('\n'))
        {
            Verdict verdict = Enum.GetValues<Verdict>().FirstOrDefault(
                v => line.Contains($" {VerdictWord.Of(v)} ", StringComparison.Ordinal), (Verdict)(-1));
            if (verdict < 0)
            {
                Console.Out.Write(line + "\n");
                continue;
            }

            string word = VerdictWord.Of(verdict);
            int at = line.IndexOf($" {word} ", StringComparison.Ordinal) + 1;
            Terminal.WriteVerdict(line[..at], verdict, line[(at + word.Length)..] + "\n");
        }
    }

    private static string Reasons(IReadOnlyList<CollectorReport> reports)
    {
        var text = new StringBuilder();
        foreach (CollectorReport report in reports.Where(report => report.Reason.Length > 0))
        {
            string heading = report.Verdict == Verdict.Undecided ? "is undecided" : "was not verified to the end";
            text.Append(Invariant, $"\n{report.Collector} {heading}\n\n");
            text.Append(ReasonText.Render(report.Reason));
        }

        return text.ToString();
    }

    private static string NotApplied(IReadOnlyList<CollectorReport> reports)
    {
        var table = new TextTable(["laws not applied", ""], [false, false]);
        CollectorReport[] some = [.. reports.Where(report => !report.LawsNotApplied.IsEmpty)];
        foreach (CollectorReport report in some)
        {
            table.Add(report.Collector, string.Join(' ', report.LawsNotApplied));
        }

        return some.Length == 0 ? "" : "\n" + table.Render();
    }

    /// <summary>What a campaign had no occasion to judge: more programs, or another preset, may have.</summary>
    private static string NeverHappened(IReadOnlyList<CollectorReport> reports)
    {
        var text = new StringBuilder();
        foreach (CollectorReport report in reports.Where(report => !report.NeverHappened.IsEmpty))
        {
            text.Append(text.Length == 0 ? "\nevents that could have happened and did not\n" : "");
            foreach (string line in TextLayout.Wrap($"{report.Collector}: {string.Join(", ", report.NeverHappened)}", TextLayout.Width))
            {
                text.Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Sum(IReadOnlyList<CollectorReport> reports)
    {
        long programs = reports.Sum(report => report.Programs);
        string[] violated = [.. reports.Where(report => report.Verdict == Verdict.Violated).Select(report => report.Collector)];
        string[] undecided = [.. reports.Where(report => report.Verdict == Verdict.Undecided).Select(report => report.Collector)];
        string also = undecided.Length > 0 ? "; undecided: " + string.Join(", ", undecided) : "";
        string sum = violated.Length > 0 ? "Violated: " + string.Join(", ", violated) + also + "."
            : undecided.Length > 0 ? "Undecided: " + string.Join(", ", undecided) + "."
            : string.Create(Invariant, $"Every law that applies holds in {programs} programs.");
        return string.Join('\n', TextLayout.Wrap(sum, TextLayout.Width));
    }
}
