using GcVerify.Collectors;
using GcVerify.Generators;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Simulation;
using GcVerify.Verification;

namespace GcVerify.Properties.Verification;

public sealed class DeterminismTests
{
    public static TheoryData<string> Collectors =>
    [
        "generational", "mark-sweep", "no-collection", "reference-counting", "skips-last-field", "no-write-barrier",
        "hostile-returns-wild-address",
    ];

    [Theory]
    [MemberData(nameof(Collectors))]
    public void A_campaign_with_two_workers_has_the_result_of_one_with_one(string collector)
    {
        CampaignResult one = Run(collector, jobs: 1), two = Run(collector, jobs: 2);
        Assert.Equal(Describe(one), Describe(two));
        Assert.Equal(CollectorCatalog.Find(collector)!.IsCorrect, one.Verdict == Verdict.Holds);
    }

    [Theory]
    [MemberData(nameof(Collectors))]
    public void The_same_program_twice_gives_the_same_trace_on_the_same_subject_and_on_another(string collector)
    {
        Func<SimulatedSubject> create = () => new SimulatedSubject(CollectorCatalog.Find(collector)!.Create);
        SimulatedSubject kept = create();
        var options = new CampaignOptions { Operations = 80, Preset = Preset.SmallHeap };
        for (int i = 0; i < 20; i++)
        {
            MutatorProgram program = Campaign.ProgramAt(options, new Promises { UsableWords = 0, Generations = 2 }, i);
            string first = Trace.Of(kept, program);
            Assert.Equal(first, Trace.Of(kept, program));
            Assert.Equal(first, Trace.Of(create(), program));
            Assert.Matches("(?m)^[0-9]+: ", first);
        }
    }

    [Fact]
    public void Another_seed_makes_other_programs()
    {
        var promises = new Promises { UsableWords = 0 };
        string one = Campaign.ProgramAt(new CampaignOptions { Seed = 1 }, promises, 0).ToString();
        Assert.NotEqual(one, Campaign.ProgramAt(new CampaignOptions { Seed = 2 }, promises, 0).ToString());
        Assert.Equal(one, Campaign.ProgramAt(new CampaignOptions { Seed = 1 }, promises, 0).ToString());
    }

    [Fact]
    public void A_program_of_a_report_shows_its_violation_by_itself()
    {
        ViolationReport report = Run("skips-last-field", jobs: 2).Violations[0];
        Violation? replayed = Subjects.Verifier("skips-last-field").Replay(ProgramParser.Parse(report.Program.ToString(), "report"));
        Assert.Equal(report.Violation, replayed);
    }

    private static CampaignResult Run(string collector, int jobs) =>
        new Campaign(new CampaignOptions { Programs = 300, Operations = 60, Jobs = jobs, ShrinkExecutions = 500 })
            .Run(Subjects.Of(collector));

    private static string Describe(CampaignResult result) => string.Join('\n',
    [
        $"{result.Subject} {result.Verdict} {result.Programs} {result.Statistics}",
        string.Join(' ', result.LawsNotApplied),
        .. result.Violations.Select(v => $"{v.ProgramIndex} {v.OperationsBefore} {v.ProgramsThatShowIt} {v.Violation}\n{v.Program}"),
    ]);
}
