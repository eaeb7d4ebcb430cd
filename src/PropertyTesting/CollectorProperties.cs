using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;
using GcVerify.Heap;
using GcVerify.Mutator;
using GcVerify.Verification;

namespace GcVerify.PropertyTesting;

/// <summary>Properties of collectors, for FsCheck.</summary>
public static class CollectorProperties
{
    /// <summary>
    /// Every law holds in a program: checked, replayed with a walk after every operation, and run in pairs. Where one does not, the property is
    /// labelled with the law, the explanation and the lines that replay it. A program that FsCheck makes of another by shrinking is only of
    /// interest if it breaks
    /// the law that the other broke; if it breaks another law, the property holds for it.
    /// </summary>
    /// <param name="collector">Makes the collector.</param>
    /// <param name="program">The program.</param>
    /// <param name="expression">The first argument as it is written, for the replay; left out.</param>
    public static Property Holds(
        Func<ICollectorHost, ICollector> collector,
        MutatorProgram program,
        [CallerArgumentExpression(nameof(collector))] string expression = "")
    {
        ArgumentNullException.ThrowIfNull(collector);
        return Holds(CollectorSubject.Unnamed(collector), () => CollectorSubject.Of(collector), program, expression);
    }

    /// <summary>The same for a subject of any kind.</summary>
    /// <param name="subject">What is verified.</param>
    /// <param name="program">The program.</param>
    /// <param name="expression">The first argument as it is written, for the replay; left out.</param>
    public static Property Holds(
        SubjectDefinition subject, MutatorProgram program, [CallerArgumentExpression(nameof(subject))] string expression = "") =>
        Holds(subject, () => subject, program, expression);

    private static Property Holds(SubjectDefinition subject, Func<SubjectDefinition> named, MutatorProgram program, string expression)
    {
        if (new ProgramVerifier(subject).Examine(program) is not { } violation || !ShrinkingLaw.Counts(program, violation.Law))
        {
            return true.ToProperty();
        }

        var failure = new Failure(named(), expression);
        return false.Label(failure.Explain(violation, program, origin: "") + failure.ReplayInCSharp(program));
    }
}
