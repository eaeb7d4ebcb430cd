using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Reporting;

/// <summary>A program that shows how a law is broken, with all that is needed to understand it.</summary>
/// <param name="Collector">The collector that broke it.</param>
/// <param name="Violation">What broke.</param>
/// <param name="Trace">The run that shows it, recorded.</param>
/// <param name="Origin">Where the program comes from, for people; may be empty.</param>
/// <param name="File">The file that it was written to, or why there is none.</param>
/// <param name="Replay">The command that shows it again.</param>
public sealed record Counterexample(string Collector, Violation Violation, Trace Trace, string Origin, string File, string Replay)
{
    /// <summary>Longer programs are shown in part.</summary>
    public const int LinesShown = 60;

    /// <summary>Other laws by which the same bug was seen, each in the words that follow <c>also as:</c>.</summary>
    public ImmutableArray<string> AlsoShowsAs { get; init; } = [];

    private const int OperationWidth = 34;
    private const string Margin = "  ";
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>After which operation of how many it shows: <c>operation 3 of 4</c>.</summary>
    public static string Place(int operationIndex, int operations) => operationIndex < operations
        ? string.Create(Invariant, $"operation {operationIndex + 1} of {operations}")
        : string.Create(Invariant, $"the collections at the end, after {Names.Count(operations, "operation")}");

    /// <summary>Renders it as plain text.</summary>
    public string Render()
    {
        var text = new StringBuilder();
        text.Append(Invariant, $"{Collector} violates {Violation.Law.Id} {Violation.Law.Name}\n\n");
        TextLayout.AppendLabelled(text, Margin, Violation.Message);
        TextLayout.AppendLabelled(text, Margin + "law:        ", Violation.Law.Statement);
        TextLayout.AppendLabelled(text, Margin + "shows in:   ", Place(Violation.OperationIndex, Trace.Program.Body.Length) + Executed());
        if (Origin.Length > 0)
        {
            TextLayout.AppendLabelled(text, Margin + "found in:   ", Origin);
        }

        text.Append('\n');
        AppendProgram(text);
        text.Append('\n');
        TextLayout.AppendLabelled(text, Margin + "expected:   ", Violation.Expected);
        TextLayout.AppendLabelled(text, Margin + "found:      ", Violation.Found);
        TextLayout.AppendLabelled(text, Margin + "root path:  ", RootPath());
        text.Append(Invariant, $"{Margin}program:    {File}\n");
        text.Append(Invariant, $"{Margin}replay:     {Replay}\n");
        if (!AlsoShowsAs.IsDefaultOrEmpty)
        {
            TextLayout.AppendLabelled(text, Margin + "also as:    ", string.Join("; ", AlsoShowsAs));
        }

        return text.ToString();
    }

    private string RootPath() => Violation.RootPath.Length > 0 ? Violation.RootPath
        : Violation.ObjectNumber > 0 ? $"none: {Names.Of(Violation.ObjectNumber)} is garbage" : "none";

    /// <summary>Which primitive, if the operation is a compound one.</summary>
    private string Executed()
    {
        ReadOnlySpan<Operation> body = Trace.Program.Body;
        return Violation.OperationIndex < body.Length && body[Violation.OperationIndex].IsCompound && !Violation.Primitive.IsCompound
            ? $", in its '{ProgramPrinter.Print(Violation.Primitive, [], Trace.Program.Finalizers)}'"
            : "";
    }

    private void AppendProgram(StringBuilder text)
    {
        string[] lines = Trace.Program.ToString().TrimEnd('\n').Split('\n');
        int operations = Trace.Program.Body.Length, header = operations == 0 && lines[^1].Length == 0 ? 0 : lines.Length - operations;
        foreach (string line in lines.AsSpan(0, header))
        {
            text.Append(Invariant, $"{Margin}       {line}\n");
        }

        int first = FirstShown(operations), end = Math.Min(operations, first + LinesShown);
        AppendOmitted(text, first);
        for (int i = first; i < end; i++)
        {
            AppendOperation(text, i, lines[header + i]);
        }

        AppendOmitted(text, operations - end);
        if (Violation.OperationIndex >= operations)
        {
            text.Append(Invariant, $"{Margin}>      the collections at the end\n");
        }
    }

    /// <summary>The part around the failing line, most of it before.</summary>
    private int FirstShown(int operations) =>
        Math.Clamp(Violation.OperationIndex - (LinesShown * 3 / 4), 0, Math.Max(0, operations - LinesShown));

    private static void AppendOmitted(StringBuilder text, int count)
    {
        if (count > 0)
        {
            text.Append(Invariant, $"{Margin}       ... {Names.Count(count, "operation")} left out\n");
        }
    }

    private void AppendOperation(StringBuilder text, int index, string line)
    {
        string mark = index == Violation.OperationIndex ? ">" : " ";
        string births = Births(index < Trace.Births.Length ? Trace.Births[index] : []);
        string number = (index + 1).ToString(Invariant).PadLeft(5);
        text.Append((births.Length == 0
            ? $"{Margin}{mark}{number} {line}"
            : $"{Margin}{mark}{number} {line.PadRight(OperationWidth)}  {births}").TrimEnd()).Append('\n');
    }

    private static string Births(ImmutableArray<Birth> births)
    {
        IEnumerable<string> each = births.Select(birth => $"{Names.Of(birth.Number)} {birth.Container}{Names.At(birth.Location)}".TrimEnd());
        return TextLayout.Cut(string.Join(", ", each), TextLayout.Width - OperationWidth - 12);
    }
}
