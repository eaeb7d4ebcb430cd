namespace GcVerify.CliTests;

public sealed class HostileCollectorTests
{
    [Theory]
    [InlineData("hostile-throws", "P3", "mark stack is not initialised")]
    [InlineData("hostile-runs-away", "P3", "too many heap accesses")]
    [InlineData("hostile-recurses-through-heap", "P3", "the stack is nearly exhausted")]
    [InlineData("hostile-returns-wild-address", "S15", "no object starts there")]
    [InlineData("hostile-swallows-faults", "S13", "the word is free")]
    public void What_the_heap_notices_is_a_violation(string collector, string law, string message)
    {
        Outcome outcome = Gcverify.Run("verify", collector, "--programs", "4", "--operations", "20");

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains($"{collector} violates {law} ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains(message, outcome.Unwrapped, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_ends_or_blocks_the_process_is_undecided_and_costs_the_others_nothing()
    {
        Outcome outcome = Gcverify.Run(
            "verify", "hostile-recurses-forever", "mark-sweep", "hostile-loops-forever", "skips-last-field",
            "--programs", "30", "--operations", "40", "--program-timeout", "2");

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.DoesNotContain("   at ", outcome.Output, StringComparison.Ordinal);
        await Verify(Counts.Hidden(outcome.Output));
    }

    [Theory]
    [InlineData("hostile-recurses-forever", "ended the process in operation 2 of 2, 'collect'")]
    [InlineData("hostile-loops-forever", "made no progress for 2 s in operation 2 of 2, 'collect'")]
    public void A_single_program_is_undecided_too(string collector, string message)
    {
        using var gcverify = new Gcverify();

        Outcome outcome = gcverify.Do("r0 = new 1\ncollect\n", [], "run", "-", "--collector", collector, "--program-timeout", "2");

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains(message, outcome.Unwrapped, StringComparison.Ordinal);
    }
}
