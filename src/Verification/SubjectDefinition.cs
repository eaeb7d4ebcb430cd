using GcVerify.Mutator;

namespace GcVerify.Verification;

/// <summary>Something that can be verified: a name and how to make it. Each worker makes its own.</summary>
/// <param name="Name">The name in output and in replay commands.</param>
/// <param name="Create">Makes a subject.</param>
public sealed record SubjectDefinition(string Name, Func<ISubject> Create)
{
    /// <summary>
    /// The most programs that are tried to make one violation smaller, and that again to make others of its law smaller: for a subject that takes
    /// milliseconds for a program.
    /// </summary>
    public int MostShrinkExecutions { get; init; } = int.MaxValue;

    /// <summary>What the subject undertakes, learnt from a run that ends as soon as it has said; null if it breaks down before.</summary>
    public Promises? ProbePromises()
    {
        var probe = new PromisesProbe();
        Create().Run(new MutatorProgram(1, 0, default), ObservationPlan.None, probe);
        return probe.Promises;
    }

    /// <summary>The same, but that who makes several has one and the same, if programs can be prepared for it together.</summary>
    internal SubjectDefinition WithOneOfBatches()
    {
        ISubject one = Create();
        return one is IBatchSubject ? this with { Create = () => one } : this;
    }

    private sealed class PromisesProbe : ObserverBase
    {
        public Promises? Promises { get; private set; }

        public override bool Stopped => Promises is not null;

        public override void Started(MutatorProgram program, Promises promises) => Promises = promises;
    }
}
