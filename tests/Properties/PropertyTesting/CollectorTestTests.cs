using GcVerify.Collectors;
using GcVerify.Collectors.Faulty;
using GcVerify.Heap;
using GcVerify.Mutator;
using GcVerify.PropertyTesting;
using GcVerify.Verification;

namespace GcVerify.Properties.PropertyTesting;

/// <summary>A campaign in one line of a test.</summary>
public sealed class CollectorTestTests
{
    private static CampaignOptions Few { get; } = new() { Programs = 250 };

    [Fact]
    public void A_correct_collector_passes_with_its_regressions() =>
        CollectorTest.Verify(host => new MarkSweep(host), Few, "regressions");

    [Fact]
    public void Any_subject_can_be_verified() =>
        CollectorTest.Verify(Verification.Subjects.Of("generational"), Few with { Programs = 20 });

    [Theory]
    [InlineData("skips-last-field", "S1")]
    [InlineData("no-write-barrier", "S8")]
    [InlineData("never-releases", "L1")]
    [InlineData("counts-one-store-twice", "S18")]
    [InlineData("double-reports-freed", "A1")]
    public void A_faulty_collector_fails_with_its_law_and_a_handful_of_operations_that_replay(string fault, string law)
    {
        Func<ICollectorHost, ICollector> create = CollectorCatalog.Find(fault)!.Create;
        var failure = Assert.Throws<CollectorViolationException>(() => CollectorTest.Verify(create, Few));
        ViolationReport report = Assert.Single(failure.Violations, one => one.Violation.Law.Id == law);
        Assert.InRange(report.OperationsAfter, 1, 8);
        Assert.Contains($"{fault} violates {law} ", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"--collector {fault}\n", failure.Message, StringComparison.Ordinal);

        MutatorProgram program = ProgramText.InReplay(failure.Message);
        var again = Assert.Throws<CollectorViolationException>(() => CollectorTest.Replay(create, program.ToString()));
        Assert.Equal(failure.Violations[0].Violation.Law, again.Violations[0].Violation.Law);
    }

    [Fact]
    public void The_replay_is_the_line_that_makes_the_collector()
    {
        var failure = Assert.Throws<CollectorViolationException>(() => CollectorTest.Verify(host => new SkipsLastField(host), Few));
        Assert.Contains("    CollectorTest.Replay(host => new SkipsLastField(host), \"\"\"\n        r0 = new 0\n", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_replay_of_what_holds_passes() => CollectorTest.Replay(host => new MarkSweep(host), """
        r0 = new 0
        r1 = new 1
        r1.0 = r0
        r0 = null
        """);

    [Fact]
    public void Regressions_come_first_and_are_reported_by_their_files()
    {
        int runs = 0;
        var failure = Assert.Throws<CollectorViolationException>(() => CollectorTest.Verify(
            host =>
            {
                runs++;
                return new SkipsLastField(host);
            },
            regressions: "regressions"));
        ViolationReport report = Assert.Single(failure.Violations);
        Assert.Equal(-1, report.ProgramIndex);
        Assert.Contains("program:    regressions/last-field.gcp\n", failure.Message, StringComparison.Ordinal);
        Assert.Contains("gcverify run regressions/last-field.gcp --collector skips-last-field\n", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("of seed", failure.Message, StringComparison.Ordinal);
        Assert.InRange(runs, 1, 50);
    }

    [Fact]
    public void A_folder_of_regressions_that_is_not_there_is_named()
    {
        var failure = Assert.Throws<DirectoryNotFoundException>(
            () => CollectorTest.Verify(host => new MarkSweep(host), Few, "no-such-folder"));
        Assert.Contains("'no-such-folder'", failure.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine("PropertyTesting", "no-such-folder"), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_collector_that_cannot_be_made_is_a_violation()
    {
        var failure = Assert.Throws<CollectorViolationException>(
            () => CollectorTest.Verify(_ => throw new NotSupportedException("not yet"), Few));
        Assert.Contains("not yet", failure.Message, StringComparison.Ordinal);
    }
}
