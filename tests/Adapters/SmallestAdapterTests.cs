using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using GcVerify.Adapters;
using GcVerify.Oracle;
using GcVerify.Verification;

namespace GcVerify.AdapterTests;

/// <summary>The adapter of <c>docs/write-an-adapter.md</c>.</summary>
public sealed partial class SmallestAdapterTests
{
    [RuntimeFact("python3")]
    public void It_conforms_as_the_page_says()
    {
        ConformanceReport report = AdapterConformance.Run(Command());
        Assert.DoesNotContain(report.Results, result => result.Failure is not null);
        Assert.Equal(27, report.Results.Count(result => result.Outcome == ConformanceOutcome.Passed));
        Assert.Contains(report.Results, result => (result.Check, result.Outcome) == ("collect", ConformanceOutcome.Passed));
    }

    [RuntimeFact("python3")]
    public void It_holds_for_100_programs()
    {
        using var pool = new AdapterPool(Command());
        CampaignResult result = new Campaign(new CampaignOptions { Programs = 100 }).Run(new SubjectDefinition("smallest", pool.CreateSubject));
        Assert.Equal(Verdict.Holds, result.Verdict);
        Assert.InRange(result.Statistics.Released, 500, long.MaxValue);
    }

    private static AdapterCommand Command() =>
        new("smallest", RuntimeCatalog.Find("python3")!.Find()!, ["-c", PythonBlock().Match(File.ReadAllText(PagePath())).Groups[1].Value]);

    private static string PagePath([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "docs", "write-an-adapter.md");

    [GeneratedRegex(@"^```python\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex PythonBlock();
}
