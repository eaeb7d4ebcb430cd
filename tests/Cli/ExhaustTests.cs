namespace GcVerify.CliTests;

public sealed class ExhaustTests
{
    [Fact]
    public async Task A_correct_collector_holds_in_every_small_program()
    {
        Outcome outcome = Gcverify.Run("exhaust", "mark-sweep", "--operations", "4");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        await Verify(outcome.Output);
    }

    [Fact]
    public async Task The_first_program_that_breaks_a_law_is_shown()
    {
        Outcome outcome = Gcverify.Run("exhaust", "skips-last-field");

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        await Verify(outcome.Output);
    }

    [Theory]
    [InlineData("generational", "0", 0)]
    [InlineData("no-write-barrier", "0", 0)]
    [InlineData("never-releases", "0", 1)]
    public void Fields_bound_what_can_be_shown(string collector, string fields, int exitCode) =>
        Assert.Equal(exitCode, Gcverify.Run("exhaust", collector, "--fields", fields, "--operations", "3").ExitCode);

    [Fact]
    public void Minor_collections_are_tried_where_there_are_generations()
    {
        Outcome outcome = Gcverify.Run("exhaust", "minor-frees-old");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(">    3 collect 0", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_blocks_the_process_is_undecided()
    {
        Outcome outcome = Gcverify.Run("exhaust", "hostile-loops-forever", "--program-timeout", "2");

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("program 0 made no progress for 2 s", outcome.Output, StringComparison.Ordinal);
    }
}
