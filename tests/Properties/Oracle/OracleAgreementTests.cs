using GcVerify.Collectors;
using GcVerify.Generators;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Simulation;

namespace GcVerify.Properties.Oracle;

/// <summary>Two oracles that share no code judge the same runs: 6 collectors x 10 presets x 170 programs are 10,200.</summary>
public sealed class OracleAgreementTests
{
    private const int ProgramsEach = 170;
    private const ulong Seed = 20261121;

    public static TheoryData<string, int> Collectors => new()
    {
        { "generational", 0 },
        { "mark-sweep", 0 },
        { "no-collection", 0 },
        { "reference-counting", 0 },
        { "skips-last-field", 200 },
        { "no-write-barrier", 50 },
    };

    [Theory]
    [MemberData(nameof(Collectors))]
    public void The_naive_oracle_and_the_judge_agree_on_every_run(string collector, int violationsAtLeast)
    {
        CollectorEntry entry = CollectorCatalog.Find(collector)!;
        var subject = new SimulatedSubject(entry.Create);
        var judge = new Judge { Thorough = true };
        var generator = new ProgramGenerator();
        var buffer = new ProgramBuffer();
        int violations = 0;
        foreach (Preset preset in Preset.All)
        {
            for (int i = 0; i < ProgramsEach; i++)
            {
                buffer.Clear();
                var options = new GenerationOptions(preset, 10 + (i * 50 / (ProgramsEach - 1)), i % 2 == 0 ? LanguageFeatures.All : Honoured(entry));
                generator.Generate(Seed, i, options, buffer);
                violations += Compare(subject, judge, buffer.View()) ? 1 : 0;
            }
        }

        Assert.True(entry.IsCorrect ? violations == 0 : violations >= violationsAtLeast, $"{violations} programs are violations");
    }

    /// <summary>Runs the program for each oracle; tells whether they found a violation.</summary>
    private static bool Compare(SimulatedSubject subject, Judge judge, MutatorProgram program)
    {
        var naive = new NaiveOracle();
        subject.Run(program, ObservationPlan.Dense, naive);
        judge.Begin(program);
        subject.Run(program, ObservationPlan.Dense, judge);
        string judged = judge.Violation is { } violation ? $"{violation.OperationIndex} {violation.Law.Id[0]}" : "holds";
        string said = naive.Violation is { } found ? $"{found.Operation} {found.Group}" : "holds";
        if (judged != said)
        {
            Assert.Fail($"judge: {judged} ({judge.Violation?.Law} {judge.Violation?.Message})\nnaive: {said} ({naive.Violation?.What})\n{program}");
        }

        return naive.Violation is not null;
    }

    private static LanguageFeatures Honoured(CollectorEntry entry) =>
        entry.Name is "generational" or "no-write-barrier" ? LanguageFeatures.Generations | LanguageFeatures.Thresholds
        : entry.Name is "mark-sweep" or "skips-last-field" ? LanguageFeatures.Thresholds
        : LanguageFeatures.None;
}
