using System.Collections.Immutable;
using GcVerify.Generators.Shrinking;
using GcVerify.Oracle;

namespace GcVerify.Verification;

/// <summary>
/// Sorts violations, made smaller, by the bug behind them. A program is taken to show the bug of a simpler one if
/// <list type="bullet">
/// <item>both have one <see cref="Skeleton"/>, whatever the laws; or</item>
/// <item>both break one law, and one of them is made of all that the other is made of: what it has beyond that is then of the many ways in
/// which shrinking can get stuck; or</item>
/// <item>one of the two is so when it has been shrunk further while it breaks <i>any</i> law of its family. Shrinking is kept from slipping
/// to another
/// failure otherwise; where it slips, the program holds the other failure too.</item>
/// </list>
/// It never slips from one family of laws to another: every program frees something, and would come to whatever is wrong with the
/// accounting.
/// </summary>
internal sealed class BugGroups(SubjectDefinition subject, CampaignOptions options, CampaignMonitor monitor)
{
    // The programs are small already.
    private const int MostExecutions = 1_000;

    private readonly List<(Skeleton Skeleton, List<ViolationReport> Members)> _groups = [];

    /// <summary>One report for each bug, with the law of its simplest program, in the order of the programs that show them first.</summary>
    public ImmutableArray<ViolationReport> Group(IEnumerable<ViolationReport> reports)
    {
        _groups.Clear();
        IEnumerable<ViolationReport> simplestFirst = reports
            .OrderBy(one => one.Program, ProgramShrinker.SimplerFirst)
            .ThenBy(one => one.ProgramIndex);
        foreach (ViolationReport report in simplestFirst)
        {
            var skeleton = Skeleton.Of(report.Program);
            int at = Find(skeleton, report.Violation.Law);
            if (at < 0 && _groups.Exists(group => group.Members[0].Violation.Law.Family == report.Violation.Law.Family))
            {
                at = FindSlipped(report);
            }

            if (at < 0)
            {
                _groups.Add((skeleton, [report]));
            }
            else
            {
                _groups[at].Members.Add(report);
            }
        }

        return [.. _groups.Select(group => Join(group.Members)).OrderBy(FirstProgram)];
    }

    /// <summary>Whether two violations are alike by themselves, no program run.</summary>
    public static bool IsVariation(Skeleton skeleton, Law law, Skeleton known, Law knownLaw) =>
        skeleton.Text == known.Text || (law == knownLaw && (skeleton.HasAllOf(known) || known.HasAllOf(skeleton)));

    private int Find(Skeleton skeleton, Law law) =>
        _groups.FindIndex(group => IsVariation(skeleton, law, group.Skeleton, group.Members[0].Violation.Law));

    private int FindSlipped(ViolationReport report)
    {
        var shrinker = new ViolationShrinker(subject, Math.Min(MostExecutions, options.ShrinkExecutions))
        {
            Trying = () => monitor.Turn(0, report.ProgramIndex),
        };
        ShrunkViolation slipped = shrinker.ShrinkWithinFamily(report.Program, report.Violation.Law, report.Violation);
        return Find(Skeleton.Of(slipped.Program), slipped.Violation.Law);
    }

    private static ViolationReport Join(List<ViolationReport> members)
    {
        ViolationReport simplest = members[0];
        Law law = simplest.Violation.Law;
        return simplest with
        {
            ProgramsThatShowIt = members.Where(member => member.Violation.Law == law).Sum(member => member.ProgramsThatShowIt),
            AlsoShowsAs = [.. members.Where(member => member.Violation.Law != law).DistinctBy(member => member.Violation.Law)],
        };
    }

    private static long FirstProgram(ViolationReport bug) =>
        bug.AlsoShowsAs.Select(other => other.ProgramIndex).Append(bug.ProgramIndex).Min();
}
