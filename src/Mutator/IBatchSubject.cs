namespace GcVerify.Mutator;

/// <summary>A run that is going to be asked for.</summary>
/// <param name="Program">What to run; it is not to change until then.</param>
/// <param name="Plan">When to walk.</param>
public readonly record struct PlannedRun(MutatorProgram Program, ObservationPlan Plan);

/// <summary>
/// A subject that runs many programs together for less than one after another, as a process does that needs milliseconds for a full
/// collection, however little there is to collect.
/// </summary>
public interface IBatchSubject : ISubject
{
    /// <summary>
    /// Runs programs, if that pays; what happens in each is told when <see cref="ISubject.Run"/> is called with the same operations and
    /// the same plan. What is not asked for until the next call is forgotten. A breakdown is not told here: what breaks down is run
    /// again when it is asked for.
    /// </summary>
    /// <param name="runs">The runs, as far as possible in the order in which they will be asked for.</param>
    void Prepare(IReadOnlyList<PlannedRun> runs);
}
