using GcVerify.Oracle;
using GcVerify.Simulation;
using GcVerify.Verification;

namespace GcVerify.Properties.Docs;

/// <summary>What docs/write-a-collector.md and the README say about a collector of one's own is so.</summary>
public sealed class WriteACollectorTests
{
    private const string Folder = "tests/Properties/Docs/";

    public static TheoryData<string> MistakeTexts => [.. Mistakes.All.Select(mistake => mistake.Text)];

    [Theory]
    [InlineData("Semispace.cs")]
    [InlineData("SemispaceTests.cs")]
    [InlineData("SemispacePropertyTests.cs")]
    public void The_page_holds_the_code_that_is_compiled_here(string file) =>
        Assert.Contains($"```csharp\n{Read(Folder + file)}```\n", Read("docs/write-a-collector.md"), StringComparison.Ordinal);

    [Fact]
    public void The_readme_holds_the_test_of_the_project_to_copy() =>
        Assert.Contains($"```csharp\n{Read("examples/YourCollector/YourCollectorTests.cs")}```\n", Read("README.md"), StringComparison.Ordinal);

    [Fact]
    public void The_page_shows_a_failed_test_as_it_is()
    {
        string message = Read("tests/Snapshots/FailedTestTests.A_campaign_in_one_line.verified.txt").TrimStart('\uFEFF').TrimEnd('\n');
        Assert.Contains($"```text\n{message}\n```\n", Read("docs/write-a-collector.md"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(MistakeTexts))]
    public void A_mistake_on_the_page_is_found_by_the_law_beside_it(string text)
    {
        Mistakes.Mistake mistake = Mistakes.All.Single(one => one.Text == text);
        Assert.Contains($"| {mistake.Text} | {mistake.Law} |\n", Read("docs/write-a-collector.md"), StringComparison.Ordinal);

        var subject = new SubjectDefinition("semispace", () => new SimulatedSubject(mistake.Make));
        Violation? violation = mistake.Program is null
            ? FirstOf(new Campaign(new CampaignOptions { Programs = 100, Preset = mistake.Preset, ShrinkExecutions = 0 }).Run(subject))
            : new ProgramVerifier(subject).Check(mistake.Program());
        Assert.Equal(mistake.Law, violation?.Law.Id);
    }

    private static Violation? FirstOf(CampaignResult result) => result.Violations.FirstOrDefault()?.Violation;

    private static string Read(string path) => Repository.Read(path).ReplaceLineEndings("\n");
}
