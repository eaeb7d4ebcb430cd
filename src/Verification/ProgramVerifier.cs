using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Verification;

/// <summary>Verifies programs on one subject. Reusable, not thread-safe.</summary>
public sealed class ProgramVerifier
{
    private readonly ISubject _subject;
    private readonly Judge _judge = new();

    /// <summary>A verifier with a subject of its own.</summary>
    public ProgramVerifier(SubjectDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        _subject = definition.Create();
    }

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

    private Violation? Run(MutatorProgram program, ObservationPlan plan, bool thorough)
    {
        _judge.Thorough = thorough;
        _judge.Begin(program);
        _subject.Run(program, plan, _judge);
        return _judge.Violation;
    }
}
