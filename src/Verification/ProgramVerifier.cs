using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Verification;

/// <summary>Verifies programs on one subject. Reusable, not thread-safe.</summary>
public sealed class ProgramVerifier
{
    /// <summary>
    /// Longer programs are replayed with a walk after every operation only if they fail without, and not for laws about pairs of
    /// runs: the cost of both grows with the square of the length.
    /// </summary>
    public const int LongestExaminedDensely = 10_000;

    // In more than half of which a conservative collector has to keep the same garbage.
    private const int FreshRuns = 5;

    private readonly SubjectDefinition _definition;
    private readonly ISubject _subject;
    private readonly Judge _judge = new();

    /// <summary>A verifier with a subject of its own.</summary>
    public ProgramVerifier(SubjectDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        _definition = definition;
        _subject = definition.Create();
    }

    /// <summary>Who listens to the subject in <see cref="Check"/> and <see cref="Replay"/>, if set: made of the judge, to whom it passes on every call.</summary>
    public Func<IObserver, IObserver>? Listener { get; init; }

    /// <summary>Counts of the last run.</summary>
    public RunStatistics Statistics => _judge.Statistics;

    /// <summary>What the subject undertook in the last run.</summary>
    public Promises Promises => _judge.Promises;

    /// <summary>The model as the last run left it.</summary>
    public ModelHeap Model => _judge.Model;

    /// <summary>Runs a program with walks spaced out; the law that was broken, or null.</summary>
    public Violation? Check(MutatorProgram program) => Run(program, ObservationPlan.Spaced, thorough: false);

    /// <summary>Runs a program with a walk after every operation, so that the earliest violation names the law; null if none is broken.</summary>
    public Violation? Replay(MutatorProgram program) => Run(program, ObservationPlan.Dense, thorough: true);

    /// <summary>
    /// A violation as it was, or, where the subject broke down and can find out in which operation only by running parts of the program
    /// again, as it is when it has
    /// done so.
    /// </summary>
    internal Violation Locate(MutatorProgram program, Violation violation) => violation.EndsProcess
        ? Run(program, PlanOfReplay(program) with { LocatesBreakdown = true }, thorough: true) ?? violation
        : violation;

    /// <summary>
    /// All that can be said of one program, on a thread with a worker's stack: checked, replayed, and run in pairs as a campaign does
    /// with some. The violation is the earliest of the replay, where that shows one. The last run judged is the replay, if there was one.
    /// </summary>
    public Violation? Examine(MutatorProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        Violation? violation = null;
        Campaign.OnWorkerStack(() => violation = ExamineHere(program));
        return violation;
    }

    private Violation? ExamineHere(MutatorProgram program)
    {
        bool dense = program.Body.Length <= LongestExaminedDensely;
        Violation? violation = Check(program);
        if (violation is not null || dense)
        {
            violation = Run(program, PlanOfReplay(program), thorough: true) ?? violation;
        }

        violation = violation is null ? null : Locate(program, violation);

        return violation ?? (dense ? new Metamorphic(_definition).Check(program) : null);
    }

    /// <summary>A walk after every operation of a long program would take a time that grows with the square of its length.</summary>
    private static ObservationPlan PlanOfReplay(MutatorProgram program) =>
        program.Body.Length <= LongestExaminedDensely ? ObservationPlan.Dense : ObservationPlan.Spaced;

    private Violation? Run(MutatorProgram program, ObservationPlan plan, bool thorough)
    {
        Violation? violation = RunOnce(program, plan, thorough);
        return violation is { KeepsGarbage: true } && Promises.Conservative ? Repeat(program, plan with { Afresh = true }, thorough) : violation;
    }

    /// <summary>
    /// What a stale word happens to keep, it keeps in this run. Garbage that most of a few fresh processes keep is held by something else. The last run
    /// judged is one that shows it, if it is so.
    /// </summary>
    private Violation? Repeat(MutatorProgram program, ObservationPlan plan, bool thorough)
    {
        int kept = 0;
        for (int run = 0; run - kept <= FreshRuns / 2; run++)
        {
            Violation? violation = RunOnce(program, plan, thorough);
            if (violation is { KeepsGarbage: false })
            {
                return violation;
            }

            kept += violation is null ? 0 : 1;
            if (kept > FreshRuns / 2)
            {
                return violation;
            }
        }

        return null;
    }

    private Violation? RunOnce(MutatorProgram program, ObservationPlan plan, bool thorough)
    {
        _judge.Thorough = thorough;
        _judge.Begin(program);
        _subject.Run(program, plan, Listener?.Invoke(_judge) ?? _judge);
        return _judge.Violation;
    }
}
