using GcVerify.Generators;
using GcVerify.Mutator;
using GcVerify.Properties.Verification;
using GcVerify.Reporting;

namespace GcVerify.Properties.Reporting;

/// <summary>Generated programs of every preset on a collector, recorded, and followed by the naive model.</summary>
internal static class HeapRuns
{
    private const ulong Seed = 20261120;

    /// <summary>Programs that the naive model can follow.</summary>
    public static void OfEachPreset(string collector, int programs, Action<HeapRecorder, NaiveLives> check)
    {
        ISubject subject = Subjects.Of(collector).Create();
        OfEachPreset(collector, programs, (recorder, program) =>
        {
            var naive = new NaiveLives();
            subject.Run(program, ObservationPlan.Dense, naive);
            check(recorder, naive);
        });
    }

    /// <summary>Programs on any collector, with the moments after every step.</summary>
    public static void OfEachPreset(string collector, int programs, Action<HeapRecorder, MutatorProgram> check)
    {
        ISubject subject = Subjects.Of(collector).Create();
        LanguageFeatures honoured = LanguageFeatures.Of(Subjects.Of(collector).ProbePromises()!);
        var generator = new ProgramGenerator();
        var buffer = new ProgramBuffer();
        foreach (Preset preset in Preset.All)
        {
            for (int i = 0; i < programs; i++)
            {
                generator.Generate(Seed, i, new(preset, 20 + (5 * i), i % 3 == 0 ? LanguageFeatures.All : honoured), buffer);
                MutatorProgram program = buffer.ToProgram();
                HeapRecorder recorder = HeapRecorder.Run(subject, program, ObservationPlan.Dense, _ => true);
                try
                {
                    check(recorder, program);
                }
                catch (Xunit.Sdk.XunitException e)
                {
                    Assert.Fail($"{e.Message}\n{program}");
                }
            }
        }
    }
}
