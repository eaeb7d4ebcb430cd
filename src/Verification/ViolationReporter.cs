using System.Collections.Immutable;
using GcVerify.Generators.Shrinking;
using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Verification;

/// <summary>Turns what a campaign's workers found into reports: replayed densely, grouped by law, made smaller.</summary>
internal sealed class ViolationReporter(SubjectDefinition subject, CampaignOptions options, Promises promises)
{
    // Replaying names the law; a block in which everything fails need not be replayed as a whole.
    private const int ReplayedAtMost = 50;

    private readonly ProgramVerifier _verifier = new(subject);
    private readonly Metamorphic _metamorphic = new(subject);

    /// <summary>One report for each law, in the order of the programs that show them first.</summary>
    public ImmutableArray<ViolationReport> Report(IReadOnlyList<(long Index, Violation Violation)> found)
    {
        var groups = new List<(Law Law, long Index, long Count)>();
        foreach ((long index, Violation violation) in found.Take(ReplayedAtMost))
        {
            Law law = LawOf(Campaign.ProgramAt(options, promises, index), violation).Law;
            int group = groups.FindIndex(g => g.Law == law);
            if (group < 0)
            {
                groups.Add((law, index, 1));
            }
            else
            {
                groups[group] = groups[group] with { Count = groups[group].Count + 1 };
            }
        }

        return [.. groups.Select(group => Shrink(group.Law, group.Index, group.Count))];
    }

    private ViolationReport Shrink(Law law, long index, long count)
    {
        MutatorProgram program = Campaign.ProgramAt(options, promises, index);
        var shrinker = new ProgramShrinker(candidate => Violates(candidate, law), options.ShrinkExecutions);
        MutatorProgram small = shrinker.Shrink(program);
        Violation violation = Judge(small, law) ?? throw new InvalidOperationException("A shrunk program no longer shows its violation.");
        return new ViolationReport(index, violation, small, program.Body.Length, count);
    }

    private bool Violates(MutatorProgram program, Law law) => Judge(program, law) is not null;

    private Violation? Judge(MutatorProgram program, Law law)
    {
        if (_verifier.Replay(program) is { } violation)
        {
            return violation.Law == law ? violation : null;
        }

        if (_verifier.Check(program) is { } seldom)
        {
            return seldom.Law == law ? seldom : null;
        }

        return law.Id[0] == 'M' && _metamorphic.Check(program) is { } pair && pair.Law == law ? pair : null;
    }

    private Violation LawOf(MutatorProgram program, Violation violation) => _verifier.Replay(program) ?? violation;
}
