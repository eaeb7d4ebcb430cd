namespace GcVerify.Mutator;

/// <summary>
/// Something that runs mutator programs and can be observed while it does: a simulated heap with a collector, or another
/// process. The outer seam; the oracle knows subjects by this alone.
/// </summary>
public interface ISubject
{
    /// <summary>
    /// Runs <paramref name="program"/> from an empty heap and reports what happens to <paramref name="observer"/>, in the
    /// order of <see cref="IObserver"/>. Returns early when the observer stops it or the subject breaks down; a breakdown is
    /// reported, never thrown.
    /// </summary>
    /// <param name="program">What to run.</param>
    /// <param name="plan">When to walk.</param>
    /// <param name="observer">Who is told.</param>
    void Run(MutatorProgram program, ObservationPlan plan, IObserver observer);
}

/// <summary>After which operations the objects are walked, beside once after each full collection and at the end.</summary>
/// <param name="OperationsPerObject">One object is visited per so many operations in the long run; 0 for no walks at all, not even those.</param>
/// <param name="AfterEveryOperation">A walk after every operation, whatever it costs.</param>
/// <param name="LocatesBreakdown">
/// Whether a subject that can find out only by running parts of the program again in which operation it broke down does so; else it may
/// tell a breakdown
/// before the first operation.
/// </param>
public readonly record struct ObservationPlan(int OperationsPerObject, bool AfterEveryOperation = false, bool LocatesBreakdown = false)
{
    /// <summary>One operation more, from 1, after which the objects are walked; 0 for none.</summary>
    public int AlsoAfter { get; init; }

    /// <summary>Whether the objects are walked after the operation of this index, whatever else there is to consider.</summary>
    public bool WalksAfter(int index) => AfterEveryOperation || index == AlsoAfter - 1;

    /// <summary>A walk at the end, and no other: for seeing what the mutator has come to.</summary>
    public bool AtEndOnly { get; init; }

    /// <summary>Where programs run one after another in one process: the program is to be the first of a new one.</summary>
    public bool Afresh { get; init; }

    /// <summary>Walks as often as costs little beside the execution.</summary>
    public static ObservationPlan Spaced => new(4);

    /// <summary>A walk after every operation: for replaying a failure.</summary>
    public static ObservationPlan Dense => new(1, AfterEveryOperation: true);

    /// <summary>A walk at the end.</summary>
    public static ObservationPlan AtEnd => new(1) { AtEndOnly = true };

    /// <summary>No walks at all: for measuring the execution by itself.</summary>
    public static ObservationPlan None => new(0);
}
