using System.Collections.Immutable;

namespace GcVerify.Cli.Workers;

/// <summary>How a worker process ended.</summary>
/// <param name="ExitCode">Its exit code; null if it was ended for making no progress.</param>
/// <param name="Interrupted">Whether it was asked to stop.</param>
/// <param name="Cause">The first thing it said on standard error, or empty.</param>
/// <param name="Patience">How long no progress was suffered.</param>
/// <param name="InFlight">The programs that its threads were running, the lowest first.</param>
/// <param name="Reporting">Whether what was found was being made smaller.</param>
/// <param name="Operation">The operation that was begun last, where that is known; else -1.</param>
internal sealed record WorkerEnd(
    int? ExitCode, bool Interrupted, string Cause, TimeSpan Patience, ImmutableArray<long> InFlight, bool Reporting, long Operation)
{
    /// <summary>Whether it did all that it was to do.</summary>
    public bool IsComplete => ExitCode == ExitCodes.Holds;

    /// <summary>Whether it was ended for making no progress.</summary>
    public bool IsStuck => ExitCode is null;

    /// <summary>What happened and what may be behind it, in a sentence.</summary>
    /// <param name="what">The program.</param>
    /// <param name="place">Where in the program, or empty.</param>
    public string Describe(string what, string place)
    {
        string where = place.Length > 0 ? " in " + place : "";
        if (IsStuck)
        {
            return $"{what} made no progress for {Patience.TotalSeconds:0} s{where}: a loop without end that never touches the heap?";
        }

        string cause = Cause.Length > 0 ? $", {Cause.TrimEnd('.')}" : "";
        return $"{what} ended the process{where} (exit code {ExitCode}{cause}): recursion without end that never touches the heap?";
    }
}
