using System.Collections.Immutable;
using System.Text.Json;
using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Reporting.Html;

/// <summary>A recorded run with what a page says of it.</summary>
/// <param name="Collector">The collector that it was recorded on.</param>
/// <param name="Run">The run.</param>
/// <param name="Violation">The law that was broken, or null if all hold.</param>
/// <param name="Origin">Where the program comes from, for people; may be empty.</param>
/// <param name="File">The file that holds the program, or why there is none.</param>
/// <param name="Replay">The command that shows it again.</param>
public sealed record Walkthrough(string Collector, RecordedRun Run, Violation? Violation, string Origin, string File, string Replay)
{
    /// <summary>Other laws by which the same bug was seen, in a few words each.</summary>
    public ImmutableArray<string> AlsoShowsAs { get; init; } = [];

    /// <summary>The run as JSON for <see cref="HtmlReport"/>.</summary>
    public string ToJson() => ReportJson.Write(json =>
    {
        json.WriteStartObject();
        WriteHead(json);
        WriteProgram(json);
        new StepsJson(this).Write(json);
        json.WriteEndObject();
    });

    /// <summary>The moments that are shown: the last ones, if all together had too many objects to draw.</summary>
    internal ImmutableArray<HeapMoment> Shown()
    {
        ImmutableArray<HeapMoment> moments = Run.Moments;
        var objects = new HashSet<int>();
        int first = moments.Length;
        for (; first > 0; first--)
        {
            objects.UnionWith(Drawn.Objects(moments[first - 1]).Select(one => one.Number));
            if (objects.Count > UnionPicture.MostObjects)
            {
                break;
            }
        }

        // Without a single step that can be drawn, there is no picture, but the steps can be told.
        return first == moments.Length ? moments : moments[first..];
    }

    private void WriteHead(Utf8JsonWriter json)
    {
        json.WriteString("collector", Collector);
        json.WriteString("origin", Origin);
        json.WriteString("file", File);
        json.WriteString("replay", Replay);
        if (Violation is null)
        {
            return;
        }

        json.WriteStartObject("violation");
        json.WriteString("law", Violation.Law.Id);
        json.WriteString("name", Violation.Law.Name);
        json.WriteString("statement", Violation.Law.Statement);
        json.WriteString("message", Violation.Message);
        json.WriteString("expected", Violation.Expected);
        json.WriteString("found", Violation.Found);
        json.WriteString("rootPath", Violation.RootPath);
        json.WriteNumber("step", Violation.OperationIndex + 1);
        json.WriteStartArray("life");
        foreach (string sentence in Life())
        {
            json.WriteStringValue(sentence);
        }

        json.WriteEndArray();
        json.WriteStartArray("also");
        foreach (string other in AlsoShowsAs)
        {
            json.WriteStringValue(other);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>What became of the object that the violation is about.</summary>
    private IEnumerable<string> Life()
    {
        int number = Violation!.ObjectNumber;
        if (number <= 0 || number > Run.History.Lives.Length)
        {
            yield break;
        }

        ObjectLife life = Run.History.LifeOf(number);
        string name = Names.Of(number);
        yield return $"{name} was allocated in {Step(life.AllocatedAt)}.";
        yield return life.DiedAt is int died
            ? $"It is garbage since {Step(died)}{(life.Cut is { } cut ? $", which cut {SlotOf(cut)} → {Names.Of(cut.Target)}" : "")}."
            : "It is live: a root leads to it.";
        yield return life.FreedAt is int freed
            ? FormattableString.Invariant($"It was freed in {Step(freed)}{(life.FreedBy > 0 ? $", by collection {life.FreedBy}" : "")}.")
            : "It was not freed.";
    }

    private static Slot SlotOf(ReferenceCut cut) => new(cut.Holder, cut.Field, cut.Root, cut.Depth);

    private string Step(int step)
    {
        string operation = Run.History.OperationOf(step);
        return step > Run.History.Program.Body.Length ? operation : FormattableString.Invariant($"step {step} ({operation})");
    }

    private void WriteProgram(Utf8JsonWriter json)
    {
        MutatorProgram program = Run.History.Program;
        string[] lines = program.ToString().TrimEnd('\n').Split('\n');
        int header = program.Body.Length == 0 && lines[^1].Length == 0 ? 0 : lines.Length - program.Body.Length;
        json.WriteStartArray("header");
        foreach (string line in lines.AsSpan(0, header))
        {
            json.WriteStringValue(line);
        }

        json.WriteEndArray();
        json.WriteNumber("operations", program.Body.Length);
    }
}
