using GcVerify.Generators.Shrinking;
using GcVerify.Mutator;

namespace GcVerify.Properties.Generators;

/// <summary>What becomes of finalizers when a program is made smaller.</summary>
public sealed class FinalizerShrinkingTests
{
    private const string Three =
        "finalizer f0\n  collect\nend\nfinalizer f1 3\n  r1 = r0.0\n  g0 = r0\n  r2 = new 1 finalizable f2\nend\nfinalizer f2\n  r0 = new 4\nend\n"
        + "r0 = new 2 finalizable f1\nr1 = new 1 finalizable f0\nr0 = null\ncollect\nfinalize\n";

    [Fact]
    public void Those_that_no_allocation_names_go() =>
        Assert.Equal("finalizer f0\nend\nr0 = new 0 finalizable f0\n", Shrink(Three, program => Finalizable(program.Body) > 0));

    [Fact]
    public void What_a_body_does_shrinks_to_what_is_needed() =>
        Assert.Equal(
            "finalizer f0\n  g0 = r0\nend\nr0 = new 0 finalizable f0\n",
            Shrink(Three, program => Finalizable(program.Body) > 0 && program.Finalizers.Any(f => f.Body.Any(o => o == Operation.Assign(Root.Global(0), Root.Local(0))))));

    [Fact]
    public void One_that_only_another_names_stays_as_long_as_it_is_needed() =>
        Assert.Equal(
            "finalizer f0\n  r0 = new 0 finalizable f1\nend\nfinalizer f1\nend\nr0 = new 0 finalizable f0\n",
            Shrink(Three, program => Finalizable(program.Body) > 0 && program.Finalizers.Any(f => Finalizable(f.Body.AsSpan()) > 0)));

    [Fact]
    public void Two_become_one() =>
        Assert.Equal(
            "finalizer f0\nend\nr0 = new 0 finalizable f0\nr0 = new 0 finalizable f0\n",
            Shrink(Three, program => Finalizable(program.Body) > 1));

    [Fact]
    public void Objects_become_plain_and_take_the_finalizers_with_them() =>
        Assert.Equal("r0 = new 0\nr0 = new 0\n", Shrink(Three, program => program.Body.ToArray().Count(o => o.Kind == OperationKind.New) > 1));

    [Fact]
    public void A_name_that_someone_gave_stays() =>
        Assert.Equal(
            "finalizer rescue\nend\nr0 = new 0 finalizable rescue\n",
            Shrink(
                "finalizer other\n  collect\nend\nfinalizer rescue\n  g0 = r0\nend\nr0 = new 0 finalizable rescue\nr1 = new 0 finalizable other\n",
                program => program.Finalizers.Any(f => f.Name == "rescue")));

    [Fact]
    public void A_program_with_an_operation_less_in_a_finalizer_is_simpler()
    {
        MutatorProgram small = ProgramParser.Parse(
            Shrink(Three, program => program.Finalizers.Sum(f => f.Body.Length) >= 2 && program.Body.Length >= 5), "small.gcp");

        Assert.Equal(2, small.Finalizers.Sum(f => f.Body.Length));
        Assert.Equal(5, small.Body.Length);
    }

    private static int Finalizable(ReadOnlySpan<Operation> operations)
    {
        int count = 0;
        foreach (Operation operation in operations)
        {
            count += operation.Kind == OperationKind.New && operation.Shape.Kind == ObjectKind.Finalizable ? 1 : 0;
        }

        return count;
    }

    private static string Shrink(string text, Func<MutatorProgram, bool> fails)
    {
        MutatorProgram program = ProgramParser.Parse(text, "test.gcp");
        Assert.True(fails(program));
        return new ProgramShrinker(fails, budget: 10_000).Shrink(program).ToString();
    }
}
