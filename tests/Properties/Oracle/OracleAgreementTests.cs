using GcVerify.Collectors;
using GcVerify.Collectors.Faulty;
using GcVerify.Generators;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Properties.Verification;
using GcVerify.Verification;

namespace GcVerify.Properties.Oracle;

/// <summary>Two oracles that share no code judge the same runs: 10,000 of correct collectors, and some of each fault.</summary>
public sealed class OracleAgreementTests
{
    private const int ProgramsOfACorrectCollector = 250;
    private const int ProgramsOfAFault = 20;
    private const ulong Seed = 20261121;

    private static readonly HashSet<string> needLongerPrograms =
    [
        "payload-traced", "payload-traced-generational", "payload-traced-semispace", "payload-traced-mark-compact", "payload-traced-mark-region",
        "payload-traced-incremental", "overwritten-value-lost", "value-not-kept-for-new-key-baker", "ignores-disable-incremental", "mark-stack-drops-on-overflow", "zero-counts-drop-on-overflow", "possible-root-missed",
        "ignores-disable", "ignores-disable-generational", "ignores-disable-semispace", "ignores-disable-deferred", "ignores-disable-trial-deletion",
        "grey-stack-drops-on-overflow", "step-ignores-budget", "trial-deletion-skips-tail", "ephemeron-single-pass-mark-compact",
    ];

    public static TheoryData<string> CorrectCollectors => [.. CollectorCatalog.Correct.Select(entry => entry.Name).Where(CanBeJudged)];

    public static TheoryData<string> Faults => [.. FaultCatalog.All.Where(fault => CanBeJudged(fault.On)).Select(fault => fault.Name)];

    // The naive oracle knows no finalizers that run inside a collection.
    private static bool CanBeJudged(string collector) => !collector.StartsWith("cpython", StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(CorrectCollectors))]
    public void The_naive_oracle_and_the_judge_find_that_every_law_holds(string collector) =>
        Assert.Equal(0, ViolationsIn(collector, ProgramsOfACorrectCollector));

    [Theory]
    [MemberData(nameof(Faults))]
    public void The_naive_oracle_and_the_judge_find_the_same_violations(string collector)
    {
        int violations = ViolationsIn(collector, ProgramsOfAFault);
        Assert.True(violations > 0 || needLongerPrograms.Contains(collector), "no program shows the fault");
    }

    /// <summary>Runs programs of every preset, of 10 to 60 operations, for both; counts the violations that they agree on.</summary>
    private static int ViolationsIn(string collector, int programsOfEachPreset)
    {
        SubjectDefinition definition = Subjects.Of(collector);
        ISubject subject = definition.Create();
        LanguageFeatures honoured = LanguageFeatures.Of(definition.ProbePromises()!);
        var judge = new Judge { Thorough = true };
        var generator = new ProgramGenerator();
        var buffer = new ProgramBuffer();
        int violations = 0;
        foreach (Preset preset in Preset.All)
        {
            for (int i = 0; i < programsOfEachPreset; i++)
            {
                int operations = 10 + (i * 50 / (programsOfEachPreset - 1));
                generator.Generate(Seed, i, new(preset, operations, i % 4 == 0 ? LanguageFeatures.All : honoured), buffer);
                violations += Compare(subject, judge, buffer.View()) ? 1 : 0;
            }
        }

        return violations;
    }

    /// <summary>Runs the program for each oracle; tells whether they found a violation.</summary>
    private static bool Compare(ISubject subject, Judge judge, MutatorProgram program)
    {
        var naive = new NaiveOracle();
        subject.Run(program, ObservationPlan.Dense, naive);
        judge.Begin(program);
        subject.Run(program, ObservationPlan.Dense, judge);
        string judged = judge.Violation is { } violation ? $"{violation.OperationIndex} {violation.Law.Id[0]}" : "holds";
        string said = naive.Violation is { } found ? $"{found.Operation} {found.Group}" : "holds";
        if (judged != said)
        {
            string law = $"{judge.Violation?.Law} {judge.Violation?.Message}";
            Assert.Fail($"judge: {judged} ({law})\nnaive: {said} ({naive.Violation?.What})\n{program}");
        }

        return naive.Violation is not null;
    }
}
