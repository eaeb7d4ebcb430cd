using System.Collections.Immutable;
using GcVerify.Generators.Shrinking;
using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Verification;

/// <summary>Turns what a campaign's workers found into reports: replayed densely, grouped by law, made smaller.</summary>
internal sealed class ViolationReporter(SubjectDefinition subject, CampaignOptions options, Promises promises, CampaignMonitor monitor)
{
    // Replaying names the law; a block in which everything fails need not be replayed as a whole.
    private const int ReplayedAtMost = 50;

    private const int LongestReplayedAtOnce = 64;

    private readonly ProgramVerifier _verifier = new(subject);
    private readonly Metamorphic _metamorphic = new(subject);

    /// <summary>One report for each law, in the order of the programs that show them first.</summary>
    public ImmutableArray<ViolationReport> Report(IReadOnlyList<Finding> found)
    {
        monitor.Reporting = true;
        var groups = new List<(Law Law, Finding First, long Count)>();
        foreach (Finding finding in found.Take(ReplayedAtMost))
        {
            monitor.Turn(0, finding.Index);
            Law law = (_verifier.Replay(ProgramOf(finding)) ?? finding.Violation).Law;
            int group = groups.FindIndex(g => g.Law == law);
            if (group < 0)
            {
                groups.Add((law, finding, 1));
            }
            else
            {
                groups[group] = groups[group] with { Count = groups[group].Count + 1 };
            }
        }

        ImmutableArray<ViolationReport> reports = [.. groups.Select(group => Shrink(group.Law, group.First, group.Count))];
        monitor.Turn(0, -1);
        return reports;
    }

    private MutatorProgram ProgramOf(Finding finding)
    {
        MutatorProgram program = Campaign.ProgramAt(options, promises, finding.Index);
        return finding.Collecting ? Metamorphic.WithCollections(program, new ProgramBuffer()) : program;
    }

    private ViolationReport Shrink(Law law, Finding finding, long count)
    {
        MutatorProgram program = ProgramOf(finding);
        var shrinker = new ProgramShrinker(candidate => Violates(candidate, law, finding.Index), options.ShrinkExecutions);
        MutatorProgram small = shrinker.Shrink(program);
        Violation violation = Judge(small, law) ?? finding.Violation;
        return new ViolationReport(finding.Index, violation, small, program.Body.Length, count);
    }

    private bool Violates(MutatorProgram candidate, Law law, long index)
    {
        monitor.Turn(0, index);
        return Judge(candidate, law) is not null;
    }

    private Violation? Judge(MutatorProgram program, Law law)
    {
        // A walk after every operation is dear in a long program; one that breaks no law without them is hardly worth it.
        if (program.Body.Length > LongestReplayedAtOnce && law.Id[0] != 'M' && _verifier.Check(program) is null)
        {
            return null;
        }

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
}
