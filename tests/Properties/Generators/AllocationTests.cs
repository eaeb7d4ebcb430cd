using GcVerify.Generators;
using GcVerify.Mutator;

namespace GcVerify.Properties.Generators;

public sealed class AllocationTests
{
    public static TheoryData<string> Presets => [.. Preset.All.Select(preset => preset.Name)];

    [Theory]
    [MemberData(nameof(Presets))]
    public void Generating_allocates_nothing_in_the_long_run(string preset)
    {
        GenerationOptions options = Samples.Options(preset, 200, LanguageFeatures.All & ~LanguageFeatures.Finalizers);
        var generator = new ProgramGenerator();
        var buffer = new ProgramBuffer();

        long[] least = [.. Enumerable.Repeat(long.MaxValue, 1_000)];
        for (int round = 0; round < 5; round++)
        {
            for (int index = 0; index < least.Length; index++)
            {
                least[index] = Math.Min(least[index], Allocated(generator, options, buffer, index));
            }
        }

        // The least of several rounds: the runtime's own collections, caused by other tests, spoil single counts.
        Assert.Equal(0, least.Sum());
    }

    /// <summary>Bytes allocated for a program; none are counted if it has finalizers, as 1 in 64 has even where they are not honoured.</summary>
    private static long Allocated(ProgramGenerator generator, GenerationOptions options, ProgramBuffer buffer, int index)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        generator.Generate(3, index, options, buffer);
        return buffer.Finalizers.IsEmpty ? GC.GetAllocatedBytesForCurrentThread() - before : 0;
    }
}
