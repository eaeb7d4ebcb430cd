using GcVerify.Generators;
using GcVerify.Oracle;
using GcVerify.Verification;

namespace GcVerify.Properties.Verification;

/// <summary>Laws about pairs of runs: each subject keeps all other laws.</summary>
public sealed class MetamorphicLawTests
{
    [Fact]
    public void M1_is_broken_when_the_mutator_can_tell_that_there_were_collections() =>
        AssertBreaks(FakeSubjects.SpoiltByCollections(), Laws.CollectionsInvisible);

    [Fact]
    public void M2_is_broken_when_the_mutator_can_tell_how_its_roots_are_called() =>
        AssertBreaks(FakeSubjects.SpoiltByNames(), Laws.RenamingInvisible);

    [Fact]
    public void M4_is_broken_when_a_second_run_does_something_else() => AssertBreaks(FakeSubjects.Forgetful(), Laws.Repeatable);

    [Fact]
    public void M5_is_broken_when_observing_changes_the_run() => AssertBreaks(FakeSubjects.Shy(), Laws.ObservationInvisible);

    private static void AssertBreaks(SubjectDefinition subject, Law law)
    {
        var options = new CampaignOptions { Programs = 160, Operations = 30, Preset = Preset.Mixed, ShrinkExecutions = 200 };
        CampaignResult result = new Campaign(options).Run(subject);
        Assert.Equal(Verdict.Violated, result.Verdict);
        ViolationReport report = Assert.Single(result.Violations);
        Assert.Equal(law, report.Violation.Law);
        Assert.True(report.OperationsAfter <= report.OperationsBefore);
    }
}
