using System.Collections.Immutable;
using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Verification;

/// <summary>A bug as a campaign saw it: a law that was broken, with the smallest program that shows it.</summary>
/// <param name="ProgramIndex">The program of the campaign that showed it first; -1 if it was not generated.</param>
/// <param name="Violation">What broke, in the program as it is here.</param>
/// <param name="Program">The program, made smaller.</param>
/// <param name="OperationsBefore">Operations before it was made smaller.</param>
/// <param name="ProgramsThatShowIt">
/// Programs that broke this law first, among the first ones of the campaign that broke any; those that are known to show another bug left
/// out.
/// </param>
public sealed record ViolationReport(long ProgramIndex, Violation Violation, MutatorProgram Program, int OperationsBefore, long ProgramsThatShowIt)
{
    /// <summary>Operations after it was made smaller.</summary>
    public int OperationsAfter => Program.Body.Length;

    /// <summary>The allocating operation of the program, from 1, that was made to fail; 0 if none was.</summary>
    public int FailedAllocation { get; init; }

    /// <summary>Executions that making it smaller took.</summary>
    public int Executions { get; init; }

    /// <summary>Other laws by which the same bug was seen, the smallest programs first.</summary>
    public ImmutableArray<ViolationReport> AlsoShowsAs { get; init; } = [];
}

/// <summary>How often an event happened.</summary>
/// <param name="Event">The event.</param>
/// <param name="Count">How often.</param>
public readonly record struct EventCount(CollectorEvent Event, long Count);

/// <summary>What a campaign found out about one subject.</summary>
/// <param name="Subject">The subject's name.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Programs">Programs that were run.</param>
/// <param name="Statistics">Counts over all of them.</param>
/// <param name="LawsNotApplied">Laws that this subject's promises rule out.</param>
/// <param name="Violations">What was found: one for each bug, the first program first.</param>
public sealed record CampaignResult(
    string Subject,
    Verdict Verdict,
    long Programs,
    RunStatistics Statistics,
    ImmutableArray<Law> LawsNotApplied,
    ImmutableArray<ViolationReport> Violations)
{
    /// <summary>How often each event happened, counted in every eighth program.</summary>
    public ImmutableArray<EventCount> Events { get; init; } = [];

    /// <summary>Events that can happen to this subject and did not.</summary>
    public ImmutableArray<CollectorEvent> NeverHappened { get; init; } = [];
}
