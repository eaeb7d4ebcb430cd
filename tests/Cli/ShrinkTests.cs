namespace GcVerify.CliTests;

public sealed class ShrinkTests
{
    private const string Lost =
        "r0 = new 2\nr1 = new 1\nr2 = new 1+3\nr2:1 = 7\nr0.1 = r1\nr2.0 = r0\nr1 = null\ncollect\nr3 = r0.1\nr3 = null\ncollect\n";

    [Fact]
    public async Task A_program_that_breaks_a_law_is_made_smaller()
    {
        using var gcverify = new Gcverify();
        string file = gcverify.Write("lost.gcp", Lost);

        Outcome outcome = gcverify.Do("shrink", file, "--collector", "skips-last-field");

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        await Verify(outcome.Output);
    }

    [Fact]
    public void The_file_that_is_written_breaks_the_same_law()
    {
        using var gcverify = new Gcverify();

        Outcome outcome = gcverify.Do(Lost, [], "shrink", "-", "--collector", "skips-last-field", "-o", "small.gcp");
        Outcome again = gcverify.Do("run", "small.gcp", "--collector", "skips-last-field");

        Assert.Equal((1, 1), (outcome.ExitCode, again.ExitCode));
        Assert.Contains("violates S1", again.Output, StringComparison.Ordinal);
        Assert.Contains("replay:     gcverify run small.gcp --collector skips-last-field", outcome.Output, StringComparison.Ordinal);
        string[] lines = File.ReadAllLines(Path.Combine(gcverify.Directory, "small.gcp"));
        const string first = "# S1 no-live-object-freed violated by skips-last-field: gcverify run small.gcp";
        Assert.StartsWith(first, lines[0], StringComparison.Ordinal);
        Assert.Equal(4, lines.Length - 1);
    }

    [Fact]
    public void A_file_is_overwritten_only_by_force()
    {
        using var gcverify = new Gcverify();
        string file = gcverify.Write("lost.gcp", Lost);
        string[] arguments = ["shrink", file, "--collector", "skips-last-field", "-o", file];

        Outcome refused = gcverify.Do(arguments);
        string untouched = File.ReadAllText(Path.Combine(gcverify.Directory, file));
        Outcome forced = gcverify.Do([.. arguments, "--force"]);

        Assert.Equal((64, Lost), (refused.ExitCode, untouched));
        Assert.Equal(1, forced.ExitCode);
        Assert.NotEqual(Lost, File.ReadAllText(Path.Combine(gcverify.Directory, file)));
    }

    [Fact]
    public void A_program_that_holds_is_left_alone()
    {
        using var gcverify = new Gcverify();

        Outcome outcome = gcverify.Do(Lost, [], "shrink", "-", "--collector", "mark-sweep", "-o", "small.gcp");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("Every law that applies holds: there is nothing to make smaller.", outcome.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(gcverify.Directory));
    }

    [Fact]
    public void What_ends_the_process_is_undecided()
    {
        using var gcverify = new Gcverify();

        Outcome outcome = gcverify.Do("r0 = new 1\ncollect\n", [], "shrink", "-", "--collector", "hostile-recurses-forever");

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("ended the process in operation 2 of 2, 'collect'", outcome.Unwrapped, StringComparison.Ordinal);
    }
}
