using System.Collections.Immutable;
using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Verification;

/// <summary>Turns what a campaign's workers found into reports: replayed densely, grouped by law, made smaller.</summary>
internal sealed class ViolationReporter(SubjectDefinition subject, CampaignOptions options, Promises promises, CampaignMonitor monitor)
{
    // Replaying names the law; a block in which everything fails need not be replayed as a whole.
    private const int ReplayedAtMost = 50;

    private readonly ProgramVerifier _verifier = new(subject);

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
        var shrinker = new ViolationShrinker(subject, options.ShrinkExecutions) { Trying = () => monitor.Turn(0, finding.Index) };
        ShrunkViolation small = shrinker.ShrinkHere(program, law, finding.Violation);
        return new ViolationReport(finding.Index, small.Violation, small.Program, program.Body.Length, count);
    }
}
