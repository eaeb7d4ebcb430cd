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
    public void What_ends_the_process_is_undecided_and_the_program_is_shown_and_kept()
    {
        using var gcverify = new Gcverify();

        Outcome outcome = gcverify.Do("exhaust", "hostile-recurses-forever", "--output", "found");

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("program 0 ended the process in the collections at the end (exit code", outcome.Unwrapped,
            StringComparison.Ordinal);
        Assert.Contains("\n\n      r0 = new 0\n\n", outcome.Output, StringComparison.Ordinal);
        string file = Assert.Single(Directory.GetFiles(Path.Combine(gcverify.Directory, "found")));
        Assert.EndsWith("\nr0 = new 0\n", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal(2, gcverify.Do("run", file, "--collector", "hostile-recurses-forever").ExitCode);
    }

    [Fact]
    public void What_blocks_the_process_is_undecided()
    {
        Outcome outcome = Gcverify.Run("exhaust", "hostile-loops-forever", "--program-timeout", "2");

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("program 0 made no progress for 2 s in the collections at the end:", outcome.Unwrapped, StringComparison.Ordinal);
    }
}
