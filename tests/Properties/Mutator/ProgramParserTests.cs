using GcVerify.Mutator;

namespace GcVerify.Properties.Mutator;

public sealed class ProgramParserTests
{
    private const string Text = "r0 = new 2\nr0.1 = r0\ncollect\n";

    [Theory]
    [InlineData("r0 = new 2\r\nr0.1 = r0\r\ncollect\r\n")]
    [InlineData("\uFEFFr0 = new 2\nr0.1 = r0\ncollect\n")]
    [InlineData("r0 = new 2\nr0.1 = r0\ncollect")]
    [InlineData("# a program\n\n  \t\nr0 = new 2# two fields\n\tr0.1 = r0 # a cycle\ncollect #\n#")]
    [InlineData("  r0\t =   new  2 plain \n r0 . 1  =  r0\n collect  \n\n")]
    [InlineData("r0=new 2\nr0.1=r0\ncollect")]
    [InlineData("r00 = new 02+00\nr0.01 = r000\ncollect")]
    public void Line_ends_blanks_comments_and_a_byte_order_mark_do_not_matter(string text) =>
        Assert.Equal(Text, ProgramParser.Parse(text, "test").ToString());

    [Theory]
    [InlineData("move r0.1->r2.0", "move r0.1 -> r2.0")]
    [InlineData("r0 = new 1+0 plain", "r0 = new 1")]
    [InlineData("call 2 r1 null", "call 2 r1")]
    [InlineData("r0:1=-07", "r0:1 = -7")]
    public void Other_spellings_print_canonically(string text, string canonical) =>
        Assert.Equal(canonical + "\n", ProgramParser.Parse(text, "test").ToString());

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("# nothing\r\n")]
    [InlineData("\uFEFF")]
    public void A_text_without_operations_is_the_empty_program(string text)
    {
        MutatorProgram program = ProgramParser.Parse(text, "test");
        Assert.Equal((1, 0, 0, 0), (program.Locals, program.Globals, program.HeapWords, program.Body.Length));
        Assert.Equal("", program.ToString());
    }

    [Theory]
    [InlineData("collect", 1, 0)]
    [InlineData("r4 = new 1\nr2 = r0", 5, 0)]
    [InlineData("r0 = g3", 1, 4)]
    [InlineData("r0 = ephemeron r1 r7", 8, 0)]
    [InlineData("call 4 r5 r6 g2\nr9 = new 1\nreturn", 7, 3)]
    [InlineData("call 4\nr3 = return r8\nr1 = null", 4, 0)]
    [InlineData("call 4\ncall 4\nr3 = return r8\nr2 = return r9\n", 3, 0)]
    [InlineData("scratch 4 r2\nr9 = new 1\nreturn", 3, 0)]
    [InlineData("return\nr3 = return r8\nr1 = null", 9, 0)]
    [InlineData("finalizer f\nr5 = g6\nend\nr2 = null", 3, 7)]
    public void Without_header_lines_there_are_as_many_locals_and_globals_as_are_named(string text, int locals, int globals)
    {
        MutatorProgram program = ProgramParser.Parse(text, "test");
        Assert.Equal((locals, globals), (program.Locals, program.Globals));
        Assert.DoesNotContain("locals", program.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("globals", program.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Header_lines_come_in_any_order_and_print_in_one()
    {
        MutatorProgram program = ProgramParser.Parse("heap 1000\nglobals 2\nlocals 7\nr0 = null", "test");
        Assert.Equal((7, 2, 1000), (program.Locals, program.Globals, program.HeapWords));
        Assert.Equal("locals 7\nglobals 2\nheap 1000\nr0 = null\n", program.ToString());
    }

    [Fact]
    public void A_header_line_that_says_what_is_derived_is_not_printed() =>
        Assert.Equal("r1 = g0\n", ProgramParser.Parse("locals 2\nglobals 1\nheap 0\nr1 = g0", "test").ToString());

    [Fact]
    public void A_header_line_may_ask_for_less_than_is_named()
    {
        const string Less = "locals 1\nglobals 0\nr5 = g3\n";
        Assert.Equal(Less, ProgramParser.Parse(Less, "test").ToString());
    }

    [Fact]
    public void Header_lines_may_follow_a_finalizer() =>
        Assert.Equal(4, ProgramParser.Parse("finalizer f\ncollect\nend\nlocals 4\ncollect", "test").Locals);

    [Fact]
    public void A_finalizer_may_be_defined_after_its_use_and_prints_before_it()
    {
        MutatorProgram program = ProgramParser.Parse(
            "r0 = new 1 finalizable late\nfinalizer early 3\nr1 = new 0 finalizable late\nend\nfinalizer late\nend\nr0 = null", "test");
        Assert.Equal(
            "finalizer early 3\n  r1 = new 0 finalizable late\nend\nfinalizer late\nend\nr0 = new 1 finalizable late\nr0 = null\n",
            program.ToString());
        Assert.Equal(["early", "late"], program.Finalizers.Select(f => f.Name));
        Assert.Equal((1, 1), (program.Body[0].Shape.Finalizer, program.Finalizers[0].Body[0].Shape.Finalizer));
    }

    [Fact]
    public void A_finalizer_has_as_many_locals_as_it_says_or_names()
    {
        MutatorProgram program = ProgramParser.Parse("finalizer a\nr2 = r0\nend\nfinalizer b 9\nr2 = r0\nend\nfinalizer c\nend", "test");
        Assert.Equal([3, 9, 1], program.Finalizers.Select(f => f.Locals));
    }

    [Fact]
    public void Words_of_the_language_are_names_too()
    {
        const string Words = "finalizer end 2\nend\nr0 = new 1 finalizable end\nregion region\nregion r1\nregion region\n";
        MutatorProgram program = ProgramParser.Parse(Words, "test");
        Assert.Equal(Words, program.ToString());
        Assert.Equal(["region", "r1"], program.Regions.ToArray());
    }

    [Fact]
    public void A_program_may_have_as_many_operations_as_the_limit_and_not_one_more()
    {
        Assert.True(ProgramParser.TryParse("collect\nfinalizer f\ncollect\nend\ncollect\n\n", "test", 3, out MutatorProgram? program, out _));
        Assert.Equal(2, program.Body.Length);
        Assert.False(ProgramParser.TryParse("r0 = new 0 finalizable f\ncollect\n step 1\nstep 0\nfinalizer f\n", "test", 2, out program, out var errors));
        Assert.Null(program);
        Assert.Equal(["test:3:2: found 'step', expected end of file; a program has at most 2 operations"], errors.Select(e => e.ToString()));
    }

    [Fact]
    public void A_program_that_does_not_parse_is_thrown_with_its_errors()
    {
        var thrown = Assert.Throws<ProgramFormatException>(() => ProgramParser.Parse("collect\nstep\n\nstep x", "a/b.gcp"));
        Assert.Equal(["2:5", "4:6"], thrown.Errors.Select(e => $"{e.Line}:{e.Column}"));
        Assert.Equal(
            """
            a/b.gcp:2:5: found end of line, expected a budget in words, 1 to 1000000000
            a/b.gcp:4:6: found 'x', expected a budget in words, 1 to 1000000000
            """.ReplaceLineEndings("\n"),
            thrown.Message);
    }
}
