namespace GcVerify.CliTests;

public sealed class ExplainTests
{
    [Theory]
    [InlineData("cycle", "1", "reference-counting")]
    [InlineData("cycle-collected", "2", "mark-sweep")]
    [InlineData("global", "3", "generational")]
    [InlineData("local", "3", "deferred-reference-counting")]
    [InlineData("released", "4", "reference-counting")]
    [InlineData("returned", "3", "semispace")]
    public async Task An_object_of_each_example_is_explained(string example, string number, string collector)
    {
        using var gcverify = new Gcverify();

        Outcome outcome = gcverify.Do("explain", gcverify.TakeExample(example + ".gcp"), number, "--collector", collector);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.All(outcome.Lines, line => Assert.InRange(line.Length, 0, 80));
        await Verify(outcome.Output).UseParameters(example);
    }

    [Fact]
    public async Task Without_an_object_the_one_is_explained_that_the_law_is_about()
    {
        using var gcverify = new Gcverify();
        gcverify.Write("hanging.gcp", "call 3\nr0 = new 2\nr1 = new 1\nr2 = new 0+5\nr0.0 = r1\nr1.0 = r0\nr0.1 = r2\nreturn\ncollect\n");

        Outcome outcome = gcverify.Do("explain", "hanging.gcp", "--collector", "skips-last-field-trial-deletion");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        await Verify(outcome.Output);
    }

    [Fact]
    public void A_number_may_be_written_with_its_sign_and_before_a_generated_program()
    {
        string[] which = ["--seed", "5", "--index", "2", "--operations", "40", "--collector", "mark-sweep"];

        Outcome plain = Gcverify.Run(["explain", "3", .. which]), signed = Gcverify.Run(["explain", "#3", .. which]);

        Assert.Equal((0, 0), (plain.ExitCode, signed.ExitCode));
        Assert.Equal(plain.Output, signed.Output);
        Assert.Contains("program 2 of seed 5 on mark-sweep", plain.Unwrapped, StringComparison.Ordinal);
    }
}
