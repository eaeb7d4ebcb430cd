using GcVerify.Collectors;
using GcVerify.Simulation;
using GcVerify.Verification;

namespace GcVerify.Properties.Verification;

/// <summary>The collectors of the catalog as subjects.</summary>
internal static class Subjects
{
    public static SubjectDefinition Of(CollectorEntry entry) => new(entry.Name, () => new SimulatedSubject(entry.Create, entry.MutatorFault));

    public static SubjectDefinition Of(string collector) =>
        Of(CollectorCatalog.Find(collector) ?? throw new ArgumentException($"no collector '{collector}'", nameof(collector)));

    public static ProgramVerifier Verifier(string collector) => new(Of(collector));
}
