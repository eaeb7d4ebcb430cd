using FsCheck;
using FsCheck.Fluent;
using GcVerify.Generators;
using GcVerify.Generators.Shrinking;
using GcVerify.Mutator;

namespace GcVerify.PropertyTesting;

/// <summary>
/// Mutator programs for FsCheck: <c>[Property(Arbitrary = [typeof(MutatorPrograms)])]</c>. FsCheck's random numbers choose a seed, from which
/// programs are written as in a campaign; FsCheck shrinks them through the passes of the shrinker of campaigns, and <see
/// cref="CollectorProperties"/> keep it to the law that was broken first.
/// </summary>
public static class MutatorPrograms
{
    private const int OperationsPerSize = 2;

    /// <summary>Programs of the preset <c>mixed</c> with any features of the language, of up to 200 operations at FsCheck's default sizes.</summary>
    public static Arbitrary<MutatorProgram> Programs() => Arb.From(
        Gen.Sized(size => Generator(Math.Max(1, OperationsPerSize * size))), Shrink);

    private static IEnumerable<MutatorProgram> Shrink(MutatorProgram program) => ShrinkingLaw.PassOn(program, ShrinkCandidates.Of(program));

    private static Gen<MutatorProgram> Generator(int operations) =>
        from high in Gen.Choose(0, int.MaxValue)
        from low in Gen.Choose(0, int.MaxValue)
        from features in Gen.Choose(0, (int)LanguageFeatures.All)
        select Generate(((ulong)high << 31) | (uint)low, new GenerationOptions(Preset.Mixed, operations, (LanguageFeatures)features));

    private static MutatorProgram Generate(ulong seed, GenerationOptions options)
    {
        var buffer = new ProgramBuffer();
        new ProgramGenerator().Generate(seed, 0, options, buffer);
        return buffer.ToProgram();
    }
}
