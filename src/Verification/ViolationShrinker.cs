using GcVerify.Generators.Shrinking;
using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Verification;

/// <summary>A program made smaller.</summary>
/// <param name="Program">The smallest program found that breaks the same law.</param>
/// <param name="Violation">What it breaks.</param>
/// <param name="Executions">Programs that were tried.</param>
public sealed record ShrunkViolation(MutatorProgram Program, Violation Violation, int Executions);

/// <summary>
/// Makes programs smaller that break a law on one subject, as long as they break the same law. Reusable, not thread-safe.
/// </summary>
/// <param name="subject">The subject.</param>
/// <param name="budget">Programs tried at most for each that is made smaller.</param>
public sealed class ViolationShrinker(SubjectDefinition subject, int budget)
{
    private const int LongestReplayedAtOnce = 64;

    private readonly ProgramVerifier _verifier = new(subject);
    private readonly Metamorphic _metamorphic = new(subject);

    /// <summary>Called, if set, before each program that is tried.</summary>
    public Action? Trying { get; init; }

    /// <summary>Makes a program smaller, on a thread with a worker's stack.</summary>
    /// <param name="program">The program.</param>
    /// <param name="violation">What it breaks.</param>
    public ShrunkViolation Shrink(MutatorProgram program, Violation violation)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(violation);
        ShrunkViolation? result = null;
        Campaign.OnWorkerStack(() => result = ShrinkHere(program, violation.Law, violation));
        return result!;
    }

    /// <summary>
    /// The same on this thread. <paramref name="otherwise"/> is what remains if the law is not broken when it is asked again.
    /// </summary>
    internal ShrunkViolation ShrinkHere(MutatorProgram program, Law law, Violation otherwise) =>
        ShrinkHere(program, other => other == law, law.IsAboutPairs, otherwise);

    /// <summary>The same as long as any law of the family of <paramref name="law"/> is broken, whichever it is.</summary>
    internal ShrunkViolation ShrinkWithinFamily(MutatorProgram program, Law law, Violation otherwise) =>
        ShrinkHere(program, other => other.Family == law.Family, law.IsAboutPairs, otherwise);

    private ShrunkViolation ShrinkHere(MutatorProgram program, Func<Law, bool> counts, bool pairs, Violation otherwise)
    {
        var shrinker = new ProgramShrinker(Violates, Math.Min(budget, subject.MostShrinkExecutions));
        MutatorProgram small = shrinker.Shrink(program);
        return new ShrunkViolation(small, _verifier.Locate(small, Judge(small, counts, pairs) ?? otherwise), shrinker.Executions);

        bool Violates(MutatorProgram candidate)
        {
            Trying?.Invoke();
            return Judge(candidate, counts, pairs) is not null;
        }
    }

    private Violation? Judge(MutatorProgram program, Func<Law, bool> counts, bool pairs)
    {
        // A walk after every operation is dear in a long program; one that breaks no law without them is hardly worth it.
        if (program.Body.Length > LongestReplayedAtOnce && !pairs && _verifier.Check(program) is null)
        {
            return null;
        }

        Violation? violation = _verifier.Replay(program) ?? _verifier.Check(program) ?? (pairs ? _metamorphic.Check(program) : null);
        return violation is not null && counts(violation.Law) ? violation : null;
    }
}
