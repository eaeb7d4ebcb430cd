using GcVerify.Generators;
using GcVerify.PropertyTesting;
using GcVerify.Verification;

namespace GcVerify.Properties.Docs;

public sealed class SemispaceTests
{
    public static TheoryData<string> Presets => [.. Preset.All.Select(preset => preset.Name)];

    [Theory]
    [MemberData(nameof(Presets))]
    public void Semispace_keeps_its_promises(string preset)
    {
        var options = new CampaignOptions { Programs = 250, Preset = Preset.TryFind(preset)! };
        CollectorTest.Verify(host => new Semispace(host), options);
    }
}
