using System.Collections.Immutable;
using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Verification;

/// <summary>Turns what a campaign's workers found into reports: replayed densely, made smaller, grouped by bug.</summary>
internal sealed class ViolationReporter(SubjectDefinition subject, CampaignOptions options, Promises promises, CampaignMonitor monitor)
{
    // Replaying names the law; a block in which everything fails need not be replayed as a whole.
    private const int ReplayedAtMost = 50;

    // After so many programs in a row that show nothing new, the others of this law are taken to show the same.
    private const int RepeatedAtMost = 8;

    private readonly ProgramVerifier _verifier = new(subject);

    /// <summary>One report for each bug, in the order of the programs that show them first.</summary>
    public ImmutableArray<ViolationReport> Report(IReadOnlyList<Finding> found)
    {
        monitor.Reporting = true;
        var byLaw = new List<(Law Law, List<Finding> Findings)>();
        foreach (Finding finding in found.Take(ReplayedAtMost))
        {
            monitor.Turn(0, finding.Index);
            Law law = (_verifier.Replay(ProgramOf(finding)) ?? finding.Violation).Law;
            int at = byLaw.FindIndex(group => group.Law == law);
            if (at < 0)
            {
                byLaw.Add((law, [finding]));
            }
            else
            {
                byLaw[at].Findings.Add(finding);
            }
        }

        ViolationReport[] reports = [.. byLaw.SelectMany(group => DifferentOnes(group.Law, group.Findings))];
        ImmutableArray<ViolationReport> bugs = new BugGroups(subject, options, monitor).Group(reports);
        monitor.Turn(0, -1);
        return bugs;
    }

    /// <summary>Violations of one law, made smaller until what remains shows nothing new again and again: one for each variation.</summary>
    private List<ViolationReport> DifferentOnes(Law law, List<Finding> findings)
    {
        var different = new List<(Skeleton Skeleton, ViolationReport Report)>();
        int shrunk = 0, repeated = 0, most = findings[0].Violation.EndsProcess ? 1 : Math.Min(findings.Count, options.ShrunkPerLaw);
        for (int budget = Math.Min(options.ShrinkExecutions, subject.MostShrinkExecutions); shrunk < most && repeated < RepeatedAtMost && budget >= 0; shrunk++)
        {
            ViolationReport report = Shrink(law, findings[shrunk], budget);

            // The first has a budget of its own; the others, which may show nothing new, have no more than that among them.
            budget -= shrunk == 0 ? 0 : Math.Max(1, report.Executions);
            var skeleton = Skeleton.Of(report.Program);
            int at = different.FindIndex(one => one.Skeleton.Text == skeleton.Text);
            repeated = different.Exists(one => BugGroups.IsVariation(skeleton, law, one.Skeleton, law)) ? repeated + 1 : 0;
            if (at < 0)
            {
                different.Add((skeleton, report));
            }
            else
            {
                ViolationReport first = different[at].Report;
                different[at] = (skeleton, first with { ProgramsThatShowIt = first.ProgramsThatShowIt + 1 });
            }
        }

        // Which of them the others would come to is not known; most likely the one that came first.
        ViolationReport likely = different[0].Report;
        different[0] = (different[0].Skeleton, likely with { ProgramsThatShowIt = likely.ProgramsThatShowIt + findings.Count - shrunk });
        return [.. different.Select(one => one.Report)];
    }

    private MutatorProgram ProgramOf(Finding finding)
    {
        MutatorProgram program = Campaign.ProgramAt(options, promises, finding.Index, finding.Variant);
        return finding.Collecting ? Metamorphic.WithCollections(program, promises, new ProgramBuffer()) : program;
    }

    private ViolationReport Shrink(Law law, Finding finding, int budget)
    {
        MutatorProgram program = ProgramOf(finding);
        var shrinker = new ViolationShrinker(subject, budget) { Trying = () => monitor.Turn(0, finding.Index) };
        monitor.Shrinking?.Invoke(true);
        ShrunkViolation small = shrinker.ShrinkHere(program, law, finding.Violation);
        monitor.Shrinking?.Invoke(false);
        return new ViolationReport(finding.Index, small.Violation, small.Program, program.Body.Length, ProgramsThatShowIt: 1)
        {
            Executions = small.Executions,
            FailedAllocation = options.Stress.FailedIn(finding.Variant),
        };
    }
}
