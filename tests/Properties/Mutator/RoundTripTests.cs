using GcVerify.Mutator;

namespace GcVerify.Properties.Mutator;

public sealed class RoundTripTests
{
    private const uint Programs = 3000;

    [Fact]
    public void A_printed_program_parses_to_the_same_program()
    {
        for (uint seed = 0; seed < Programs; seed++)
        {
            MutatorProgram program = new ProgramMaker(seed).Make();
            SameProgram.Assert(program, ProgramParser.Parse(program.ToString(), $"seed-{seed}"));
        }
    }

    [Fact]
    public void What_was_parsed_prints_as_it_was_printed()
    {
        for (uint seed = 0; seed < Programs; seed++)
        {
            string text = new ProgramMaker(seed).Make().ToString();
            Assert.Equal(text, ProgramParser.Parse(text, $"seed-{seed}").ToString());
        }
    }

    [Fact]
    public void Each_operation_prints_by_itself_as_it_does_in_its_program()
    {
        for (uint seed = 0; seed < 200; seed++)
        {
            MutatorProgram program = new ProgramMaker(seed).Make();
            string[] lines = program.ToString().Split('\n')[..^1];
            for (int i = 0; i < program.Body.Length; i++)
            {
                string alone = ProgramPrinter.Print(program.Body[i], program.Regions, program.Finalizers);
                Assert.Equal(lines[lines.Length - program.Body.Length + i], alone);
            }
        }
    }

    [Fact]
    public void The_made_programs_use_every_kind_of_operation_and_of_object_and_every_header_line()
    {
        MutatorProgram[] programs = [.. Enumerable.Range(0, (int)Programs).Select(seed => new ProgramMaker((uint)seed).Make())];
        Operation[] operations =
            [.. programs.SelectMany(p => p.Body.ToArray()), .. programs.SelectMany(p => p.Finalizers).SelectMany(f => f.Body)];
        Assert.Equal(Enum.GetValues<OperationKind>(), operations.Select(o => o.Kind).Distinct().Order());
        Assert.Equal(
            Enum.GetValues<ObjectKind>(),
            operations.Where(o => o.Kind == OperationKind.New).Select(o => o.Shape.Kind).Distinct().Order());
        Assert.All(
            ["locals ", "globals ", "heap ", "finalizer f-2 "],
            word => Assert.Contains(programs, p => p.ToString().Contains(word, StringComparison.Ordinal)));
    }

    [Fact]
    public void Any_part_of_a_program_round_trips_up_to_regions_that_it_no_longer_names()
    {
        for (uint seed = 0; seed < 500; seed++)
        {
            MutatorProgram whole = new ProgramMaker(seed).Make();
            MutatorProgram part = whole.WithBody(whole.Body[(whole.Body.Length / 2)..].ToArray());
            MutatorProgram parsed = ProgramParser.Parse(part.ToString(), "part");
            Assert.Equal(part.ToString(), parsed.ToString());
            Assert.Equal((part.Locals, part.Globals, part.HeapWords), (parsed.Locals, parsed.Globals, parsed.HeapWords));
        }
    }
}
