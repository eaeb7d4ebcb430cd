using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GcVerify.Reporting;

/// <summary>One entry of a list.</summary>
/// <param name="Name">What a user types.</param>
/// <param name="Summary">One line about it.</param>
/// <param name="Id">Its id, where it has one.</param>
/// <param name="Correct">Whether it is meant to be correct, where that is a question.</param>
/// <param name="Runtime">Of a runtime: what there is of it on this machine.</param>
public sealed record ListEntry(string Name, string Summary, string? Id = null, bool? Correct = null, RuntimeState? Runtime = null);

/// <summary>What there is of a runtime on this machine.</summary>
/// <param name="Found">Whether it is installed.</param>
/// <param name="Version">What it says that it is; null where it is not installed or says nothing.</param>
/// <param name="Install">The command that installs it on Debian.</param>
public sealed record RuntimeState(bool Found, string? Version, string Install)
{
    /// <summary>How much garbage it finds, as it says; empty where it says nothing.</summary>
    public string Class { get; init; } = "";

    /// <summary>What it announces.</summary>
    public ImmutableArray<string> Capabilities { get; init; } = [];

    /// <summary>The ways in which it can be run, each with a line about it.</summary>
    public ImmutableArray<(string Name, string Summary)> Modes { get; init; } = [];

    /// <summary>Arguments of its executable that are worth a try, each with a line about it.</summary>
    public ImmutableArray<(string Name, string Summary)> Options { get; init; } = [];

    /// <summary>How its adapter can be told to break itself.</summary>
    public ImmutableArray<string> Faults { get; init; } = [];

    /// <summary>Why it does not start though it is there; empty if it does.</summary>
    public string Problem { get; init; } = "";
}

/// <summary>Results for machines (<c>docs/schema/</c>). A change that could break a reader raises <see cref="Version"/>.</summary>
public static class ResultJson
{
    /// <summary>The version of the form.</summary>
    public const int Version = 1;

    // Program texts and commands are to be read by people too; the result is never put into a web page unescaped.
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The results of <c>verify</c>, with a line end.</summary>
    public static string Results(RunParameters parameters, IEnumerable<CollectorReport> reports)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(reports);
        return Write(json =>
        {
            WriteParameters(json, parameters);
            json.WriteStartArray("results");
            foreach (CollectorReport report in reports)
            {
                WriteReport(json, report);
            }

            json.WriteEndArray();
        });
    }

    /// <summary>A list such as <c>list collectors</c> prints, with a line end.</summary>
    public static string List(string what, IEnumerable<ListEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return Write(json =>
        {
            json.WriteStartArray(what);
            foreach (ListEntry entry in entries)
            {
                WriteEntry(json, entry);
            }

            json.WriteEndArray();
        });
    }

    /// <summary>The results of <c>faults</c>, with a line end.</summary>
    /// <param name="parameters">The parameters of the campaigns; its seed is the first of them.</param>
    /// <param name="seeds">Seeds that were tried.</param>
    /// <param name="faults">What came of it.</param>
    public static string Faults(RunParameters parameters, int seeds, IEnumerable<FaultReport> faults)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(faults);
        return Write(json =>
        {
            WriteParameters(json, parameters);
            json.WriteNumber("seeds", seeds);
            json.WriteStartArray("faults");
            foreach (FaultReport fault in faults)
            {
                WriteFault(json, fault);
            }

            json.WriteEndArray();
        });
    }

    private static void WriteFault(Utf8JsonWriter json, FaultReport fault)
    {
        json.WriteStartObject();
        json.WriteString("fault", fault.Fault);
        json.WriteString("id", fault.Id);
        json.WriteString("collector", fault.Collector);
        json.WriteString("law", fault.Law);
        json.WriteNumber("caught", fault.Caught);
        json.WriteNumber("share", Math.Round(fault.Share, 4));
        json.WriteNumber("shareOfSameText", Math.Round(fault.ShareOfSameText, 4));
        json.WriteNumber("medianPrograms", fault.MedianPrograms);
        json.WriteNumber("operations", fault.Operations);
        json.WriteNumber("medianExecutions", fault.Executions);
        json.WriteNumber("minimum", fault.Minimum);
        json.WriteString("minimumKind", fault.MinimumKind);
        json.WriteString("program", fault.Program);
        json.WriteEndObject();
    }

    internal static void WriteParameters(Utf8JsonWriter json, RunParameters parameters)
    {
        json.WriteStartObject("parameters");
        json.WriteNumber("seed", parameters.Seed);
        json.WriteString("preset", parameters.Preset);
        if (parameters.Programs is long programs)
        {
            json.WriteNumber("programs", programs);
        }
        else
        {
            json.WriteNull("programs");
        }

        json.WriteNumber("operations", parameters.Operations);
        json.WriteNumber("heapWords", parameters.HeapWords);
        json.WriteNumber("collectEvery", parameters.CollectEvery);
        json.WriteNumber("stepEvery", parameters.StepEvery);
        json.WriteNumber("failAllocation", parameters.FailAllocation);
        json.WriteEndObject();
    }

    private static void WriteReport(Utf8JsonWriter json, CollectorReport report)
    {
        json.WriteStartObject();
        json.WriteString("collector", report.Collector);
        json.WriteString("verdict", VerdictWord.Of(report.Verdict));
        json.WriteNumber("programs", report.Programs);
        json.WriteNumber("operations", report.Statistics.Operations);
        json.WriteNumber("collections", report.Statistics.Collections);
        json.WriteNumber("refusals", report.Statistics.Refusals);
        json.WriteStartArray("lawsNotApplied");
        foreach (string law in report.LawsNotApplied)
        {
            json.WriteStringValue(law);
        }

        json.WriteEndArray();
        json.WriteStartArray("eventsNeverExercised");
        foreach (string happened in report.NeverHappened)
        {
            json.WriteStringValue(happened);
        }

        json.WriteEndArray();
        json.WriteStartArray("violations");
        foreach (ViolationText violation in report.Violations)
        {
            WriteViolation(json, violation);
        }

        json.WriteEndArray();
        if (report.Reason.Length > 0)
        {
            json.WriteString("reason", report.Reason);
        }

        json.WriteEndObject();
    }

    private static void WriteViolation(Utf8JsonWriter json, ViolationText violation)
    {
        json.WriteStartObject();
        json.WriteString("law", violation.Law);
        json.WriteNumber("operation", violation.Operation);
        json.WriteString("message", violation.Message);
        json.WriteString("program", violation.Program);
        json.WriteNumber("operationsBefore", violation.OperationsBefore);
        json.WriteNumber("operationsAfter", violation.OperationsAfter);
        json.WriteString("replay", violation.Replay);
        json.WriteStartArray("alsoShowsAs");
        foreach (OtherLawText other in violation.AlsoShowsAs)
        {
            json.WriteStartObject();
            json.WriteString("law", other.Law);
            json.WriteString("program", other.Program);
            json.WriteNumber("operations", other.Operations);
            json.WriteString("replay", other.Replay);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> strings)
    {
        json.WriteStartArray(name);
        foreach (string text in strings)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteNamed(Utf8JsonWriter json, string name, IEnumerable<(string Name, string Summary)> named)
    {
        json.WriteStartArray(name);
        foreach ((string one, string summary) in named)
        {
            json.WriteStartObject();
            json.WriteString("name", one);
            json.WriteString("summary", summary);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, ListEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("name", entry.Name);
        json.WriteString("summary", entry.Summary);
        if (entry.Id is not null)
        {
            json.WriteString("id", entry.Id);
        }

        if (entry.Runtime is RuntimeState runtime)
        {
            json.WriteBoolean("found", runtime.Found);
            json.WriteString("version", runtime.Version);
            json.WriteString("install", runtime.Install);
            json.WriteString("class", runtime.Class.Length == 0 ? null : runtime.Class);
            WriteStrings(json, "capabilities", runtime.Capabilities);
            WriteNamed(json, "modes", runtime.Modes);
            WriteNamed(json, "options", runtime.Options);
            WriteStrings(json, "adapterFaults", runtime.Faults);
            if (runtime.Problem.Length > 0)
            {
                json.WriteString("problem", runtime.Problem);
            }
        }

        if (entry.Correct is bool correct)
        {
            json.WriteBoolean("correct", correct);
        }

        json.WriteEndObject();
    }

    /// <summary>An object with the version of the form and what else is written into it, with a line end.</summary>
    public static string Write(Action<Utf8JsonWriter> content)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            content(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }
}
