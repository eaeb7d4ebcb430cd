using System.Collections.Immutable;
using GcVerify.Oracle;

namespace GcVerify.Reporting;

/// <summary>The parameters that a campaign's programs depend on.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Preset">The preset.</param>
/// <param name="Programs">Programs for each collector, or null if a time was set instead.</param>
/// <param name="Operations">Operations of each program.</param>
/// <param name="HeapWords">Words of heap, or 0: what the preset says, by default as many as are needed.</param>
public sealed record RunParameters(ulong Seed, string Preset, long? Programs, int Operations, int HeapWords)
{
    /// <summary>A full collection before every so many operations, or 0.</summary>
    public int CollectEvery { get; init; }

    /// <summary>A step before every so many operations, or 0.</summary>
    public int StepEvery { get; init; }

    /// <summary>The allocation that finds the heap full, from 1; 0: none; -1: each in turn.</summary>
    public int FailAllocation { get; init; }
}

/// <summary>A bug, by the law that shows it in the smallest program, ready to be shown.</summary>
/// <param name="Law">The law's id.</param>
/// <param name="Operation">The operation of the program after or during which it shows, from 1; one more than there are: the
/// collections at the end.</param>
/// <param name="Message">What broke, in one sentence.</param>
/// <param name="Program">The program.</param>
/// <param name="OperationsBefore">Operations before it was made smaller.</param>
/// <param name="OperationsAfter">Operations of the program.</param>
/// <param name="Replay">The command that shows it again.</param>
/// <param name="Text">The whole counterexample for people.</param>
public sealed record ViolationText(
    string Law, int Operation, string Message, string Program, int OperationsBefore, int OperationsAfter, string Replay, string Text)
{
    /// <summary>The file that holds the program, or null if none does.</summary>
    public string? File { get; init; }

    /// <summary>The line of that file with the operation, from 1; 0 if it is not known.</summary>
    public int Line { get; init; }

    /// <summary>Other laws by which the same bug was seen.</summary>
    public ImmutableArray<OtherLawText> AlsoShowsAs { get; init; } = [];
}

/// <summary>Another law by which a bug was seen.</summary>
/// <param name="Law">The law's id.</param>
/// <param name="Program">The program that shows it so.</param>
/// <param name="Operations">Operations of the program.</param>
/// <param name="File">The file that it was written to, or why there is none.</param>
/// <param name="Replay">The command that shows it again.</param>
public sealed record OtherLawText(string Law, string Program, int Operations, string File, string Replay)
{
    /// <summary>A few words for people.</summary>
    public string Line => $"{Law} in {Names.Count(Operations, "operation")}";
}

/// <summary>What is known of one collector, ready to be shown.</summary>
/// <param name="Collector">Its name.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Programs">Programs that were run.</param>
/// <param name="Statistics">Counts over all of them.</param>
/// <param name="LawsNotApplied">The ids of the laws that its promises rule out.</param>
/// <param name="Violations">What was found.</param>
/// <param name="Reason">Why it is undecided, or what else is to be said; empty if nothing.</param>
public sealed record CollectorReport(
    string Collector,
    Verdict Verdict,
    long Programs,
    RunStatistics Statistics,
    ImmutableArray<string> LawsNotApplied,
    ImmutableArray<ViolationText> Violations,
    string Reason = "")
{
    /// <summary>The names of the events that could happen to it and never did; empty while nothing can be said.</summary>
    public ImmutableArray<string> NeverHappened { get; init; } = [];

    /// <summary>Runs that a page can show step by step, in the form that <see cref="Html.Walkthrough"/> writes; empty if none were recorded.</summary>
    public ImmutableArray<string> Walkthroughs { get; init; } = [];

    /// <summary>A collector of which nothing is known but why.</summary>
    public static CollectorReport Undecided(string collector, string reason) =>
        new(collector, Verdict.Undecided, 0, default, [], [], reason);
}
