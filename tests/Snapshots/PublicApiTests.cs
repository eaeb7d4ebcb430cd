using System.Reflection;

namespace GcVerify.Snapshots;

/// <summary>What others can build on. A change here is a change for them, so it is looked at before it is approved.</summary>
public sealed class PublicApiTests
{
    public static TheoryData<string> Assemblies =>
        ["Adapters", "Collectors", "Generators", "Heap", "Mutator", "Oracle", "PropertyTesting", "Reporting", "Simulation", "Verification"];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public async Task Public_api(string assembly) =>
        await Verify(PublicApi.Of(Assembly.Load("GcVerify." + assembly))).UseParameters(assembly);
}
