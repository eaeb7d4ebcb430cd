using GcVerify.Adapters;
using GcVerify.Oracle;
using GcVerify.Verification;

namespace GcVerify.AdapterTests;

public sealed class CPythonTests
{
    private static RuntimeEntry Python => RuntimeCatalog.Find("python3")!;

    [RuntimeFact("python3")]
    public void CPython_holds_for_200_programs()
    {
        CampaignResult result = Verify(fault: null);
        Assert.True(result.Verdict == Verdict.Holds, Describe(result));
        Assert.Equal(200, result.Programs);
        Assert.True(result.Statistics.Released > 1000, $"{result.Statistics}");
    }

    private static CampaignResult Verify(string? fault)
    {
        using AdapterPool pool = Python.Open(fault);
        var campaign = new Campaign(new CampaignOptions { Programs = 200, Jobs = 2 });
        return campaign.Run(new SubjectDefinition("python3", pool.CreateSubject));
    }

    private static string Describe(CampaignResult result) =>
        $"{result.Statistics}\n" + string.Join('\n', result.Violations.Select(v => $"{v.Violation}\n{v.OperationsBefore} operations\n{v.Program}"));
}
