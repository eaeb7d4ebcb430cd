using GcVerify.Generators;
using GcVerify.Mutator;

namespace GcVerify.Properties.Generators;

/// <summary>Generated programs to look at.</summary>
internal static class Samples
{
    public static GenerationOptions Options(string preset, int operations, LanguageFeatures features = LanguageFeatures.All) =>
        new(Preset.TryFind(preset)!, operations, features);

    /// <summary>A program, each time by a generator of its own.</summary>
    public static MutatorProgram Generate(string preset, int operations, long index, LanguageFeatures features = LanguageFeatures.All, ulong seed = 1)
    {
        var buffer = new ProgramBuffer();
        new ProgramGenerator().Generate(seed, index, Options(preset, operations, features), buffer);
        return buffer.ToProgram();
    }

    public static IEnumerable<MutatorProgram> Programs(string preset, int operations, int count, LanguageFeatures features = LanguageFeatures.All)
    {
        var generator = new ProgramGenerator();
        var buffer = new ProgramBuffer();
        for (int index = 0; index < count; index++)
        {
            generator.Generate(1, index, Options(preset, operations, features), buffer);
            yield return buffer.ToProgram();
        }
    }

    /// <summary>Runs a program and, every so many operations, looks at what there is then.</summary>
    public static PlainMutator Run(MutatorProgram program, int every = int.MaxValue, Action<PlainMutator>? look = null)
    {
        var mutator = new PlainMutator(program);
        for (int index = 0; index < program.Body.Length; index++)
        {
            mutator.Run(program.Body[index]);
            if ((index + 1) % every == 0)
            {
                look?.Invoke(mutator);
            }
        }

        return mutator;
    }
}
