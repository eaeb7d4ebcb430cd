using GcVerify.Generators.Shrinking;
using GcVerify.Mutator;

namespace GcVerify.Properties.Generators;

/// <summary>Programs from which no deletion and no change of a single operation leads to the smallest one.</summary>
public sealed class ShrinkingNeighbourhoodTests
{
    [Fact]
    public void What_a_finalizer_does_the_program_does_itself() =>
        Assert.Equal(
            "r0 = new 3\n",
            Shrink(
                "finalizer f0\n  collect\n  r1 = new 3\nend\nr0 = new 1 finalizable f0\nr0 = null\ncollect\n",
                program => Count(program, o => o.Kind == OperationKind.New && o.Shape.Fields == 3) > 0));

    [Fact]
    public void Two_steps_become_one_of_a_larger_budget() =>
        Assert.Equal("step 5\n", Shrink("step 2\nr0 = new 0\nstep 3\n", program => Sum(program, o => o.Kind == OperationKind.Step ? o.A : 0) >= 5));

    [Fact]
    public void A_copy_becomes_an_allocation_that_is_filled() =>
        Assert.Equal(
            "r0 = new 1\nr0.0 = r0\n",
            Shrink("r0 = new 1\nr1 = copy r0\n", program => Fills(program, o => o.Kind is OperationKind.Store or OperationKind.Copy)));

    [Fact]
    public void A_pinned_allocation_takes_the_place_of_pin() =>
        Assert.Equal(
            "r0 = new 0 pinned\n",
            Shrink(
                "r0 = new 2\npin r0\n",
                program => Count(program, o => o.Kind == OperationKind.New) > 0
                    && Count(program, o => o.Kind == OperationKind.Pin || (o.Kind == OperationKind.New && o.Shape.Kind == ObjectKind.Pinned)) > 0));

    [Fact]
    public void Words_are_where_the_simplest_program_has_them_however_they_were_shared_out()
    {
        string[] texts = ["r0 = new 2+3\nr1 = new 0+5\n", "r0 = new 0+9\nr1 = new 1\n", "r0 = new 0\nr1 = new 4+6\n"];

        Assert.All(texts, text => Assert.Equal("r0 = new 0\nr0 = new 0+9\n", Shrink(text, program => HasTwoOfWords(program, 9))));
    }

    [Fact]
    public void The_order_of_operations_and_of_fields_does_not_show_in_the_smallest_program()
    {
        string[] texts =
        [
            "r0 = new 2\nr0.1 = r0\nr1 = new 0\nr0.0 = r1\n",
            "r1 = new 0\nr0 = new 2\nr0.0 = r1\nr0.1 = r0\n",
            "r3 = new 2\nr2 = new 0\nr3.0 = r3\nr3.1 = r2\n",
        ];

        Assert.Single(texts.Select(text => Shrink(text, RefersToItselfAndToAnother)).Distinct());
    }

    [Fact]
    public void What_is_small_at_the_end_of_a_program_is_found_though_its_start_breaks_the_law_too() =>
        Assert.Equal(
            "r0 = new 7\n",
            Shrink(
                string.Concat(Enumerable.Repeat("disable\nenable\n", 4)) + "r0 = new 7\n",
                program => Count(program, o => o.Kind is OperationKind.Enable or OperationKind.Disable) >= 4
                    || Count(program, o => o.Kind == OperationKind.New && o.Shape.Fields == 7) > 0));

    private static bool Fills(MutatorProgram program, Predicate<Operation> which)
    {
        Operation[] operations = program.Body.ToArray();
        int allocation = Array.FindIndex(operations, o => o.Kind == OperationKind.New && o.Shape.Fields > 0);
        return allocation >= 0 && Array.FindIndex(operations, which) > allocation;
    }

    private static bool HasTwoOfWords(MutatorProgram program, int words) =>
        Count(program, o => o.Kind == OperationKind.New) == 2
        && Sum(program, o => o.Kind == OperationKind.New ? o.Shape.Fields + o.Shape.RawWords : 0) >= words;

    private static bool RefersToItselfAndToAnother(MutatorProgram program)
    {
        Operation[] operations = program.Body.ToArray();
        Operation[] stores = Array.FindAll(operations, o => o.Kind == OperationKind.Store);
        return stores.Any(itself => itself.RootAt(0) == itself.RootAt(2)
            && stores.Any(other => other.RootAt(0) == itself.RootAt(0) && other.RootAt(2) != itself.RootAt(0) && other.B != itself.B
                && IsAllocatedBefore(operations, itself, itself.RootAt(0))
                && IsAllocatedBefore(operations, other, other.RootAt(0))
                && IsAllocatedBefore(operations, other, other.RootAt(2))));
    }

    private static bool IsAllocatedBefore(Operation[] operations, Operation operation, Root root) =>
        operations.TakeWhile(o => o != operation).Any(o => o.Kind == OperationKind.New && o.RootAt(0) == root);

    private static int Count(MutatorProgram program, Predicate<Operation> which) => Sum(program, o => which(o) ? 1 : 0);

    private static int Sum(MutatorProgram program, Func<Operation, int> of) =>
        program.Body.ToArray().Sum(of) + program.Finalizers.Sum(finalizer => finalizer.Body.Sum(of));

    private static string Shrink(string text, Func<MutatorProgram, bool> fails) =>
        new ProgramShrinker(fails, 20_000).Shrink(ProgramParser.Parse(text, "test.gcp")).ToString();
}
