using GcVerify.Generators;
using GcVerify.Oracle;
using GcVerify.Simulation;
using GcVerify.Verification;

namespace GcVerify.Properties.Docs;

public sealed class SemispaceTests
{
    public static TheoryData<string> Presets => [.. Preset.All.Select(preset => preset.Name)];

    [Theory]
    [MemberData(nameof(Presets))]
    public void Semispace_keeps_its_promises(string preset)
    {
        var subject = new SubjectDefinition("semispace", () => new SimulatedSubject(host => new Semispace(host)));
        var options = new CampaignOptions { Programs = 250, Preset = Preset.TryFind(preset)! };
        CampaignResult result = new Campaign(options).Run(subject);
        string report = string.Join("\n", result.Violations.Select(found =>
            $"{found.Violation.Law}: {found.Violation.Message}\nafter operation {found.Violation.OperationIndex} of\n{found.Program}"));
        Assert.True(result.Verdict == Verdict.Holds, report);
    }
}
