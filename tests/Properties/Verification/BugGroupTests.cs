using GcVerify.Collectors.Faulty;
using GcVerify.Heap;
using GcVerify.Mutator;
using GcVerify.Simulation;
using GcVerify.Verification;

namespace GcVerify.Properties.Verification;

/// <summary>One bug is reported once, two bugs are reported twice.</summary>
public sealed class BugGroupTests
{
    private static readonly CampaignOptions Options = new() { Programs = 250 };

    [Theory]
    [InlineData("skips-last-field-generational", "S6", "F2 F5 S1 S8")]
    [InlineData("skips-globals", "S1", "W3 W6")]
    [InlineData("minor-frees-old", "S1", "F3 S8")]
    [InlineData("decrements-before-increment", "S1", "S13")]
    public void A_bug_that_breaks_several_laws_is_one_report(string collector, string law, string others)
    {
        ViolationReport report = Assert.Single(new Campaign(Options).Run(Subjects.Of(collector)).Violations);
        Assert.Equal(law, report.Violation.Law.Id);
        Assert.Equal(others, string.Join(' ', report.AlsoShowsAs.Select(other => other.Violation.Law.Id).Order()));
        Assert.All(report.AlsoShowsAs, other =>
            Assert.Equal(other.Violation, Subjects.Verifier(collector).Replay(ProgramParser.Parse(other.Program.ToString(), "also"))));
    }

    /// <summary>Shrinking gets stuck at several programs for each of these, which are no more than variations.</summary>
    [Theory]
    [InlineData("mark-stack-drops-on-overflow")]
    [InlineData("barrier-records-only-first")]
    public void A_bug_that_shrinks_to_several_programs_is_one_report(string collector) =>
        Assert.Single(new Campaign(Options).Run(Subjects.Of(collector)).Violations);

    [Fact]
    public void Two_bugs_that_break_different_laws_are_two_reports()
    {
        CampaignResult result = Run(host => new DropsFieldsAndMiscounts(host), MutatorFault.None);
        Assert.Equal(["A1", "S1"], result.Violations.Select(bug => bug.Violation.Law.Id).Order());
    }

    [Fact]
    public void Two_bugs_that_break_one_law_are_two_reports()
    {
        CampaignResult result = Run(host => new PromotedNotRemembered(host), MutatorFault.BulkStoreSkipsBarrier);
        ViolationReport[] bugs = [.. result.Violations.Where(bug => bug.Violation.Law.Id == "S8")];
        Assert.Equal(2, bugs.Length);
        Assert.Single(bugs, bug => bug.Program.ToString().Contains("blit", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("r0 = new 1\nr0.0 = r0", "r3 = new 5+2\nr3.4 = r3", true)]
    [InlineData("g0 = new 1\ng0.0 = g0", "r3 = new 5+2\nr3.4 = r3", true)]
    [InlineData("r0 = new 1\nr1 = new 1\nr0.0 = r1", "r0 = new 1\nr1 = new 1\nr1.0 = r0", false)]
    [InlineData("r0 = new 1\nr0.0 = r0", "r0 = new 1\nr1 = new 1\nr0.0 = r1", false)]
    [InlineData("step 3", "step 9", true)]
    [InlineData("collect 0", "collect 1", true)]
    [InlineData("collect 0", "collect", false)]
    [InlineData("r0 = new 1", "r0 = new 1 pinned", false)]
    public void A_skeleton_has_what_is_not_a_matter_of_degree(string left, string right, bool same) =>
        Assert.Equal(same, Skeleton.Of(Program(left)).Text == Skeleton.Of(Program(right)).Text);

    private static MutatorProgram Program(string text) => ProgramParser.Parse(text, "program");

    private static CampaignResult Run(Func<ICollectorHost, ICollector> create, MutatorFault fault) =>
        new Campaign(Options).Run(new SubjectDefinition("two bugs", () => new SimulatedSubject(create, fault)));
}
