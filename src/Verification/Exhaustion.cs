using GcVerify.Generators;
using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Verification;

/// <summary>What running every small program showed.</summary>
/// <param name="Subject">The subject's name.</param>
/// <param name="Verdict">Undecided if it was interrupted before anything was found.</param>
/// <param name="Programs">Programs that were run.</param>
/// <param name="OperationsExhausted">No program of so many operations or fewer breaks a law.</param>
/// <param name="Smallest">The first program that breaks one, with as few operations as any, or null.</param>
/// <param name="Violation">What it breaks.</param>
public sealed record ExhaustionResult(
    string Subject, Verdict Verdict, long Programs, int OperationsExhausted, MutatorProgram? Smallest, Violation? Violation);

/// <summary>
/// Runs all canonical programs within bounds, the shorter ones first (bounded exhaustive testing; Jackson's small scope hypothesis). What holds then is
/// proven for heaps of that size; the first program that fails has as few operations as any that does.
/// </summary>
public static class Exhaustion
{
    /// <summary>Runs them until one breaks a law that <paramref name="counts"/> accepts (any, by default).</summary>
    public static ExhaustionResult Run(
        SubjectDefinition subject,
        EnumerationBounds bounds,
        Func<Violation, bool>? counts = null,
        CampaignMonitor? monitor = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ExhaustionResult? result = null;
        monitor?.Begin(subject);
        Campaign.OnWorkerStack(() => result = RunHere(subject, bounds, counts ?? (_ => true), monitor, cancellation));
        return result!;
    }

    private static ExhaustionResult RunHere(
        SubjectDefinition subject, EnumerationBounds bounds, Func<Violation, bool> counts, CampaignMonitor? monitor, CancellationToken cancellation)
    {
        var verifier = new ProgramVerifier(subject);
        var enumeration = new Enumeration(bounds);
        var buffer = new ProgramBuffer();
        long programs = 0;
        int length = 0;
        while (enumeration.MoveNext(buffer))
        {
            if (cancellation.IsCancellationRequested)
            {
                return new(subject.Name, Verdict.Undecided, programs, Math.Max(0, length - 1), null, null);
            }

            length = buffer.Count;
            monitor?.Turn(0, programs);
            programs++;
            if (verifier.Replay(buffer.View()) is { } violation && counts(violation))
            {
                return new(subject.Name, Verdict.Violated, programs, length - 1, buffer.ToProgram(), violation);
            }

            monitor?.Finish(violated: false);
        }

        return new(subject.Name, Verdict.Holds, programs, bounds.MaximumOperations, null, null);
    }
}
