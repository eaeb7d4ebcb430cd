using GcVerify.Mutator;
using GcVerify.Verification;

namespace GcVerify.Benchmarks;

/// <summary>The property as GcVerify checks it: a program runs on the checked heap, and the judge finds nothing.</summary>
internal sealed class OwnProperty(string collector)
{
    private static readonly NullObserver _nobody = new();

    private readonly ProgramVerifier _verifier = new(ProgramSource.Define(collector));
    private readonly ISubject _subject = ProgramSource.Define(collector).Create();

    /// <summary>Runs a program under the judge.</summary>
    public void Judge(MutatorProgram program)
    {
        if (_verifier.Check(program) is { } violation)
        {
            throw new InvalidOperationException($"{collector}: {violation.Law.Name}: {violation.Message}\n{program}");
        }
    }

    /// <summary>Runs a program with nobody looking.</summary>
    public void RunBare(MutatorProgram program) => _subject.Run(program, ObservationPlan.None, _nobody);
}
