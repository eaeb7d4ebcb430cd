using GcVerify.Generators;
using GcVerify.Mutator;

namespace GcVerify.Properties.Generators;

public sealed class ProgramGeneratorTests
{
    public static TheoryData<string> Presets => [.. Preset.All.Select(preset => preset.Name)];

    [Theory]
    [MemberData(nameof(Presets))]
    public void The_same_seed_gives_the_same_program(string preset)
    {
        for (int index = 0; index < 200; index++)
        {
            Assert.Equal(Describe(Samples.Generate(preset, 100, index)), Describe(Samples.Generate(preset, 100, index)));
        }
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Different_seeds_give_different_programs(string preset) =>
        Assert.NotEqual(Describe(Samples.Generate(preset, 100, 0, seed: 1)), Describe(Samples.Generate(preset, 100, 0, seed: 2)));

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_program_does_not_depend_on_those_before_it(string preset)
    {
        var generator = new ProgramGenerator();
        var buffer = new ProgramBuffer();
        GenerationOptions options = Samples.Options(preset, 150);
        for (int index = 299; index >= 0; index--)
        {
            generator.Generate(7, index, options, buffer);
            Assert.Equal(Describe(Samples.Generate(preset, 150, index, seed: 7)), Describe(buffer.View()));
        }
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Programs_have_exactly_as_many_operations_as_asked_for(string preset)
    {
        foreach (int operations in (int[])[1, 2, 3, 5, 10, 64, 200, 1_000, 20_000])
        {
            for (int index = 0; index < 20; index++)
            {
                Assert.Equal(operations, Samples.Generate(preset, operations, index).Body.Length);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Only_a_small_heap_is_given_a_size(string preset)
    {
        for (int index = 0; index < 100; index++)
        {
            Assert.Equal(preset == "small-heap", Samples.Generate(preset, 100, index).HeapWords > 0);
        }
    }

    [Fact]
    public void Mixed_programs_reach_every_kind_of_operation_and_of_object()
    {
        Operation[] operations = [.. Samples.Programs("mixed", 200, 200).SelectMany(program => program.Body.ToArray())];
        IEnumerable<OperationKind> expected = Enum.GetValues<OperationKind>().Where(kind => kind != OperationKind.ScratchCall);

        Assert.Equal(expected, operations.Select(o => o.Kind).Distinct().Order());
        Assert.Equal(Enum.GetValues<ObjectKind>(), operations.Where(o => o.Kind == OperationKind.New).Select(o => o.Shape.Kind).Distinct().Order());
    }

    [Fact]
    public void Mixed_programs_reach_what_collectors_failed_at()
    {
        Operation[] operations = [.. Samples.Programs("mixed", 200, 200).SelectMany(program => program.Body.ToArray())];

        Assert.Contains(operations, o => o.Kind == OperationKind.Assign && o.A == o.B);
        Assert.Contains(operations.Zip(operations.Skip(1)), pair => pair is { First.Kind: OperationKind.Load, Second.Kind: OperationKind.Store }
            && pair.Second == Operation.Store(pair.First.RootAt(1), pair.First.C, pair.First.RootAt(0)));
        Assert.Contains(operations, o => o.Kind == OperationKind.Blit && o.A == o.C && Math.Abs(o.B - o.BlitField) is > 0 and int gap && gap < o.BlitCount);
        Assert.Contains(operations, o => o.Kind == OperationKind.Return && !o.RootAt(0).IsNone && !o.RootAt(1).IsNone);
        Assert.Contains(operations, o => o.Kind == OperationKind.New && o.Shape.Fields > 4);
        Assert.Contains(operations, o => o.Kind == OperationKind.StoreRaw && o is { C: 0, D: > 0 and < 4096 });
        Assert.Contains(operations, o => o.Kind == OperationKind.StoreRaw && o is { C: int.MinValue, D: 0 });
        Assert.Contains(operations, o => o.Kind == OperationKind.Collect && o.A == Operation.Full);
        Assert.Contains(operations, o => o.Kind == OperationKind.Collect && o.A == 0);
    }

    [Fact]
    public void Finalizers_collect_allocate_resurrect_and_are_never_born_again_as_themselves()
    {
        MutatorProgram[] programs = [.. Samples.Programs("mixed", 100, 400)];
        FinalizerBody[] finalizers = [.. programs.SelectMany(program => program.Finalizers)];
        Operation[] operations = [.. finalizers.SelectMany(finalizer => finalizer.Body)];

        Assert.Contains(operations, o => o.Kind == OperationKind.Collect);
        Assert.Contains(operations, o => o.Kind == OperationKind.Assign && o.RootAt(0).IsGlobal && o.RootAt(1) == Root.Local(0));
        Assert.Contains(operations, o => o.Kind == OperationKind.New && o.Shape.Kind == ObjectKind.Finalizable);
        Assert.All(programs, program => Assert.All(
            program.Finalizers.Select((finalizer, index) => (finalizer, index)),
            pair => Assert.All(pair.finalizer.Body, o => Assert.False(o.Kind == OperationKind.New && o.Shape.Finalizer >= 0 && o.Shape.Finalizer <= pair.index))));
    }

    [Fact]
    public void What_a_collector_does_not_honour_is_rare_but_present()
    {
        OperationKind[] special = [OperationKind.Weak, OperationKind.Ephemeron, OperationKind.Step, OperationKind.Pin, OperationKind.Threshold, OperationKind.Finalize];
        int programs = Samples.Programs("mixed", 200, 1_600, LanguageFeatures.None).Count(program => program.Body.ToArray().Any(o => special.Contains(o.Kind)));

        Assert.InRange(programs, 40, 120);
    }

    [Fact]
    public void Every_shape_and_finalizer_that_is_named_exists()
    {
        foreach (MutatorProgram program in Preset.All.SelectMany(preset => Samples.Programs(preset.Name, 200, 100)))
        {
            foreach (Operation operation in program.Body)
            {
                bool finalizable = operation.Kind == OperationKind.New && operation.Shape.Kind == ObjectKind.Finalizable;
                Assert.Equal(finalizable, operation.Kind == OperationKind.New && operation.Shape.Finalizer >= 0);
                Assert.True(!finalizable || operation.Shape.Finalizer < program.Finalizers.Length);
                Assert.True(operation.Kind != OperationKind.New || operation.Shape.Fields >= Shape.MinimumFields(operation.Shape.Kind));
                Assert.True(operation.Kind != OperationKind.Region || operation.A < program.Regions.Length);
            }
        }
    }

    [Fact]
    public void Most_operations_of_mixed_programs_meet_no_null()
    {
        int hits = 0, operations = 0;
        foreach (MutatorProgram program in Samples.Programs("mixed", 200, 200))
        {
            hits += Samples.Run(program).Hits;
            operations += program.Body.Length;
        }

        Assert.InRange((double)hits / operations, 0.84, 1.0);
    }

    [Fact]
    public void The_features_of_a_collector_are_what_it_promises()
    {
        var plain = new Promises { UsableWords = 100 };

        Assert.Equal(LanguageFeatures.None, LanguageFeatures.Of(plain));
        Assert.Equal(
            LanguageFeatures.Generations | LanguageFeatures.WeakReferences | LanguageFeatures.Thresholds,
            LanguageFeatures.Of(plain with { Generations = 2, WeakReferences = true, Thresholds = [new Threshold(ThresholdUnit.AllocatedWords, 1)] }));
    }

    private static string Describe(MutatorProgram program) => string.Join(
        ';',
        program.Body.ToArray().Concat(program.Finalizers.SelectMany(f => f.Body)).Select(o => $"{o.Kind} {o.A} {o.B} {o.C} {o.D}")
            .Prepend($"{program.Locals} {program.Globals} {program.HeapWords} {program.Finalizers.Length} {program.Regions.Length}"));
}
