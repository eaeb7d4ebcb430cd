using GcVerify.Mutator;

namespace GcVerify.Oracle;

/// <summary>A law that a run has broken.</summary>
/// <param name="Law">The law.</param>
/// <param name="OperationIndex">The operation of the program after or during which it shows; the program's length for the epilogue.</param>
/// <param name="ObjectNumber">The object concerned, or 0.</param>
/// <param name="Message">What broke, in one sentence.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Found">What was found.</param>
/// <param name="RootPath">How the object is reached from a root, such as <c>g0 -> #3.1 -> #5</c>; empty if it is not.</param>
public sealed record Violation(Law Law, int OperationIndex, int ObjectNumber, string Message, string Expected, string Found, string RootPath)
{
    /// <summary>The breakdown behind it, if there was one.</summary>
    public SubjectFault? Fault { get; init; }

    /// <summary>
    /// Whether the subject was a process that crashed or hung: to see it again takes a new process, or until it is noticed.
    /// </summary>
    public bool EndsProcess => Fault?.Kind is FaultKind.Crashed or FaultKind.Hung;

    /// <summary>Whether it is that garbage was kept.</summary>
    public bool KeepsGarbage { get; init; }

    /// <summary>The operation as it was executed: of a compound one, the primitive.</summary>
    public Operation Primitive { get; init; }
}
