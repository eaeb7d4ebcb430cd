using GcVerify.Collectors.Faulty;
using GcVerify.PropertyTesting;
using GcVerify.Verification;

namespace GcVerify.Snapshots;

/// <summary>What the author of a collector reads when a test of it fails.</summary>
public sealed class FailedTestTests
{
    [Fact]
    public async Task A_campaign_in_one_line()
    {
        var failure = Assert.Throws<CollectorViolationException>(
            () => CollectorTest.Verify(host => new SkipsLastField(host), new CampaignOptions { Programs = 250 }));
        await Verify(failure.Message);
    }
}
