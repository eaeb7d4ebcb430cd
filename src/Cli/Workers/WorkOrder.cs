using System.Collections.Immutable;
using GcVerify.Oracle;
using GcVerify.Reporting;
using GcVerify.Verification;

namespace GcVerify.Cli.Workers;

/// <summary>What a worker process is to do.</summary>
internal enum WorkTask
{
    /// <summary>A campaign on each of the collectors.</summary>
    Verify,

    /// <summary>One program of a campaign, by its index.</summary>
    Suspect,

    /// <summary>One of all small programs, by its index.</summary>
    SmallSuspect,

    /// <summary>A program that is given as text.</summary>
    Run,

    /// <summary>The same, made smaller.</summary>
    Shrink,

    /// <summary>All small programs.</summary>
    Exhaust,

    /// <summary>One program, or generated ones, compared on the collectors.</summary>
    Diff,

    /// <summary>The heap at a moment of one program, drawn.</summary>
    Graph,

    /// <summary>An object of the heap at a moment of one program.</summary>
    Explain,

    /// <summary>The heap at a moment of one program, counted.</summary>
    Heap,

    /// <summary>The assignments and copies of one program.</summary>
    Copies,

    /// <summary>What one program costs on the collectors.</summary>
    Profile,

    /// <summary>Campaigns from several seeds on each of the faults, and all small programs.</summary>
    Faults,
}

/// <summary>An order to a worker process: one line of JSON.</summary>
internal sealed record WorkOrder
{
    public WorkTask Task { get; init; }

    public ImmutableArray<string> Collectors { get; init; } = [];

    public ulong Seed { get; init; }

    public long Programs { get; init; }

    public int Operations { get; init; } = 1;

    public string Preset { get; init; } = "mixed";

    public int HeapWords { get; init; }

    public int Jobs { get; init; } = 1;

    public int ShrinkExecutions { get; init; }

    /// <summary>What is done to each program before it is run.</summary>
    public StressPlan Stress { get; init; } = StressPlan.None;

    /// <summary>How adapters are started.</summary>
    public AdapterSetup Adapters { get; init; } = new();

    /// <summary>Time for all collectors together, or 0: no limit.</summary>
    public long Milliseconds { get; init; }

    /// <summary>Where programs are written to.</summary>
    public string OutputDirectory { get; init; } = "";

    /// <summary>The suspect.</summary>
    public long Index { get; init; }

    public string ProgramText { get; init; } = "";

    public string FileName { get; init; } = "";

    public bool Trace { get; init; }

    /// <summary>Whether the most memory of a runtime's process is asked for.</summary>
    public bool Peak { get; init; }

    /// <summary>Whether the references of each object are counted after each step.</summary>
    public bool Counts { get; init; }

    /// <summary>Whether runs are recorded for pages: step by step, or, of faults, the step that breaks a law.</summary>
    public bool Recorded { get; init; }

    /// <summary>Where the program made smaller will be written to, or empty.</summary>
    public string OutputFile { get; init; } = "";

    /// <summary>Seeds from which each fault is to be caught.</summary>
    public int Seeds { get; init; }

    /// <summary>Roots of small programs.</summary>
    public int Roots { get; init; }

    /// <summary>Fields of the largest objects of small programs.</summary>
    public int Fields { get; init; }

    /// <summary>What is asked of a heap.</summary>
    public HeapOrder? Heap { get; init; }

    /// <summary>The rows of the table of a <see cref="WorkTask.Profile"/>; null for those of operations, where they are few.</summary>
    public ProfileRows? Rows { get; init; }

    /// <summary>The command that runs all small programs again.</summary>
    public string ExhaustAgain()
    {
        string name = Collectors[0], collector = Adapters.IsCommand(name) ? "" : " " + name;
        return $"gcverify exhaust{collector} --roots {Roots} --fields {Fields} --operations {Operations}"
            + Adapters.Options(name) + Adapters.Tail(name);
    }

    /// <summary>The options of the campaign that this is about.</summary>
    public CampaignOptions ToOptions() => new()
    {
        Seed = Seed,
        Programs = Programs,
        Operations = Operations,
        Preset = Catalog.PresetNamed(Preset),
        HeapWords = HeapWords,
        Jobs = Jobs,
        ShrinkExecutions = ShrinkExecutions,
        Stress = Stress,
    };

    /// <summary>An order about a campaign with these options.</summary>
    public static WorkOrder From(CampaignOptions options, IEnumerable<string> collectors, string outputDirectory) => new()
    {
        Collectors = [.. collectors],
        Seed = options.Seed,
        Programs = options.Programs,
        Operations = options.Operations,
        Preset = options.Preset.Name,
        HeapWords = options.HeapWords,
        Jobs = options.Jobs,
        ShrinkExecutions = options.ShrinkExecutions,
        Stress = options.Stress,
        OutputDirectory = outputDirectory,
    };
}

/// <summary>What a worker found out about the one program of <see cref="WorkTask.Run"/>.</summary>
internal sealed record RunReport(
    Verdict Verdict, RunStatistics Statistics, ImmutableArray<string> LawsNotApplied, string Trace, ViolationText? Violation)
{
    /// <summary>The most bytes of memory that the process of a runtime had; 0 if it is not told, null if it was not asked for.</summary>
    public long? PeakBytes { get; init; }

    /// <summary>The references of each object, if that was asked for.</summary>
    public string Counts { get; init; } = "";

    /// <summary>The run for a page, if that was asked for.</summary>
    public string? Walkthrough { get; init; }
}

/// <summary>What is asked of the heap at a moment of a run.</summary>
internal sealed record HeapOrder
{
    /// <summary>The step; null for that of the violation, else the last operation.</summary>
    public int? At { get; init; }

    /// <summary>The part that is drawn.</summary>
    public GraphQuery Query { get; init; } = new();

    /// <summary>How it is drawn.</summary>
    public string Format { get; init; } = "text";

    /// <summary>The object that is explained; 0 for that of the violation.</summary>
    public int Object { get; init; }

    /// <summary>What is counted.</summary>
    public HeapTableQuery Table { get; init; } = new();

    /// <summary>The earlier step that it is compared with, or null.</summary>
    public int? Since { get; init; }
}

/// <summary>What a worker answers about the cost of a program.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Table">The rows that were asked for, as text; empty if none were.</param>
internal sealed record ProfileAnswer(HeapProfile Profile, string Table);

/// <summary>What a worker answers about a heap.</summary>
/// <param name="Text">The answer.</param>
/// <param name="Error">Why there is none: what was asked for is not there, or too much; else empty.</param>
internal sealed record HeapAnswer(string Text, string Error);

/// <summary>
/// What a worker found out about the one program of <see cref="WorkTask.Shrink"/>; all but the verdict only if a law is violated.
/// </summary>
internal sealed record ShrinkReport(
    Verdict Verdict, string Program = "", string Shows = "", int OperationsAfter = 0, int Executions = 0, string Counterexample = "")
{
    /// <summary>The run for a page, if that was asked for.</summary>
    public string? Walkthrough { get; init; }
}

/// <summary>What a worker found out about all small programs.</summary>
internal sealed record ExhaustionReport(Verdict Verdict, long Programs, int OperationsExhausted, string Counterexample);

/// <summary>One line from a worker process: one of these is set.</summary>
internal sealed record WorkerMessage
{
    /// <summary>A collector has been verified; they come in the order of the order.</summary>
    public CollectorReport? Collector { get; init; }

    /// <summary>The suspect is about to run: its text.</summary>
    public string? Suspect { get; init; }

    /// <summary>The program has been run.</summary>
    public RunReport? Run { get; init; }

    /// <summary>The program has been made smaller.</summary>
    public ShrinkReport? Shrink { get; init; }

    /// <summary>The small programs have been run.</summary>
    public ExhaustionReport? Exhaustion { get; init; }

    /// <summary>The collectors have been compared.</summary>
    public DiffReport? Diff { get; init; }

    /// <summary>The heap has been looked at.</summary>
    public HeapAnswer? Heap { get; init; }

    /// <summary>One for each collector of a <see cref="WorkTask.Profile"/>.</summary>
    public IReadOnlyList<ProfileAnswer>? Profiles { get; init; }

    /// <summary>A fault has been tried; they come in the order of the order.</summary>
    public FaultReport? Fault { get; init; }

    /// <summary>Nothing can be said of the subject: why.</summary>
    public string? Unusable { get; init; }

    /// <summary>The verifier itself failed.</summary>
    public string? Failure { get; init; }
}
