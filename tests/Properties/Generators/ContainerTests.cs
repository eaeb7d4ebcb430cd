using GcVerify.Generators;
using GcVerify.Generators.Shrinking;
using GcVerify.Mutator;

namespace GcVerify.Properties.Generators;

/// <summary>Containers that represent objects: chosen by the generator, made simple by the shrinker.</summary>
public sealed class ContainerTests
{
    private static readonly Promises _three = new()
    {
        UsableWords = 100,
        Containers = ["list", "dict", "cell"],
        Sight = Sight.Everything & ~Sight.Automatic,
    };

    [Fact]
    public void Each_of_those_that_a_subject_has_is_chosen_and_no_other() =>
        Assert.Equal([0, 1, 2], Containers(GenerationOptions.For(_three, Preset.Mixed, 200)).Distinct().Order());

    [Fact]
    public void Where_there_is_one_only_nothing_is_chosen()
    {
        GenerationOptions one = GenerationOptions.For(_three with { Containers = ["list"] }, Preset.Mixed, 200);
        Assert.All(Containers(one), container => Assert.Equal(0, container));
        GenerationOptions none = one with { Containers = 0 };
        Assert.Equal(Generate(none, 3).ToString(), Generate(one, 3).ToString());
    }

    [Fact]
    public void Automatic_collection_is_enabled_where_it_is_off_as_a_program_begins()
    {
        GenerationOptions options = GenerationOptions.For(_three, Preset.Mixed, 200);
        int enabled = Enumerable.Range(0, 100).Count(index => Generate(options, index).Body[0].Kind == OperationKind.Enable);
        Assert.InRange(enabled, 30, 70);
    }

    [Fact]
    public void One_that_does_not_matter_becomes_the_default() =>
        Assert.Equal("r0 = new 0\n", Shrink("r0 = new 2 as 7\nr1 = new 1 as 3\n", program => Shapes(program).Any()));

    [Fact]
    public void One_that_matters_stays_and_nothing_else() =>
        Assert.Equal(
            "r0 = new 0 as 3\n",
            Shrink("r0 = new 2 weak as 3\nr1 = new 1 as 3\n", program => Shapes(program).Any(shape => shape.Container == 3)));

    [Fact]
    public void A_lower_number_is_tried_that_may_mean_the_same() =>
        Assert.Equal("r0 = new 0 as 2\n", Shrink("r0 = new 2 as 8\n", program => Shapes(program).Any(shape => shape.Container % 3 == 2)));

    private static IEnumerable<int> Containers(GenerationOptions options) =>
        Enumerable.Range(0, 20).SelectMany(index => Shapes(Generate(options, index))).Select(shape => (int)shape.Container);

    private static MutatorProgram Generate(GenerationOptions options, int index)
    {
        var buffer = new ProgramBuffer();
        new ProgramGenerator().Generate(1, index, options, buffer);
        return buffer.View().Clone();
    }

    private static IEnumerable<Shape> Shapes(MutatorProgram program) =>
        program.Body.ToArray().Where(operation => operation.Kind == OperationKind.New).Select(operation => operation.Shape);

    private static string Shrink(string text, Func<MutatorProgram, bool> fails) =>
        new ProgramShrinker(fails, budget: 10_000).Shrink(ProgramParser.Parse(text, "test.gcp")).ToString();
}
