using GcVerify.Generators;
using GcVerify.Mutator;

namespace GcVerify.Snapshots;

/// <summary>A change of the generator makes every seed that somebody has noted mean something else: it is not made by accident.</summary>
public sealed class GeneratedProgramTests
{
    public static TheoryData<string> Presets => [.. Preset.All.Select(preset => preset.Name)];

    [Theory]
    [MemberData(nameof(Presets))]
    public async Task The_first_program_of_seed_1(string preset)
    {
        var buffer = new ProgramBuffer();
        new ProgramGenerator().Generate(seed: 1, index: 0, new(Preset.TryFind(preset)!, 30, LanguageFeatures.All), buffer);
        await Verify(buffer.View().ToString()).UseParameters(preset);
    }
}
