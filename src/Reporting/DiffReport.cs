using GcVerify.Oracle;

namespace GcVerify.Reporting;

/// <summary>What comparing collectors showed, ready to be shown.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Programs">Programs that were run.</param>
/// <param name="NotCompared">Those of them in which some could not be compared.</param>
/// <param name="Reason">Why it is undecided; else empty.</param>
public sealed record DiffReport(Verdict Verdict, long Programs, long NotCompared, string Reason)
{
    /// <summary>What two of them disagree in, or null.</summary>
    public DisagreementText? Disagreement { get; init; }

    /// <summary>Nothing is known but why.</summary>
    public static DiffReport Undecided(string reason) => new(Verdict.Undecided, 0, 0, reason);
}

/// <summary>What two collectors disagree in, ready to be shown.</summary>
/// <param name="Left">The first of them.</param>
/// <param name="Right">The other one.</param>
/// <param name="Operation">The operation in which they part, from 1; one more than there are: the graph at the end.</param>
/// <param name="LeftSees">What the mutator sees on the first.</param>
/// <param name="RightSees">What it sees on the other one.</param>
/// <param name="Program">The program.</param>
/// <param name="OperationsBefore">Operations before it was made smaller.</param>
/// <param name="OperationsAfter">Operations of the program.</param>
/// <param name="Replay">The command that shows it again.</param>
/// <param name="Text">All of it for people.</param>
public sealed record DisagreementText(
    string Left,
    string Right,
    int Operation,
    string LeftSees,
    string RightSees,
    string Program,
    int OperationsBefore,
    int OperationsAfter,
    string Replay,
    string Text);
