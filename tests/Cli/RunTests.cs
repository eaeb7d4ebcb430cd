using System.Globalization;
using System.Text.RegularExpressions;

namespace GcVerify.CliTests;

public sealed class RunTests
{
    [Theory]
    [InlineData("generational")]
    [InlineData("mark-sweep")]
    [InlineData("no-collection")]
    [InlineData("reference-counting")]
    public async Task A_trace_shows_what_becomes_of_a_cycle(string collector)
    {
        using var gcverify = new Gcverify();

        Outcome outcome = gcverify.Do("run", gcverify.TakeExample("cycle.gcp"), "--collector", collector, "--trace");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.All(outcome.Lines, line => Assert.InRange(line.Length, 0, 80));
        await Verify(outcome.Output).UseParameters(collector);
    }

    [Fact]
    public async Task A_trace_shows_moves_promotions_and_what_copies_are_made_of()
    {
        const string program = "r0 = new 1+1\nr0:0 = 9\nr1 = copy r0\nr0.0 = r1\nr2 = deepcopy r0\nr3 = copy r3\n"
            + "r2 = null\ncollect 0\ncollect 0\nr4 = r0.0\n";
        using var gcverify = new Gcverify();

        Outcome outcome = gcverify.Do(program, [], "run", "-", "--collector", "generational", "--trace");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        await Verify(outcome.Output);
    }

    [Theory]
    [InlineData("cpython")]
    [InlineData("deferred-reference-counting")]
    [InlineData("mark-sweep")]
    public async Task References_are_counted_after_each_operation(string collector)
    {
        using var gcverify = new Gcverify();

        Outcome outcome = gcverify.Do("run", gcverify.TakeExample("counts.gcp"), "--collector", collector, "--show", "refcounts");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.All(outcome.Lines, line => Assert.InRange(line.Length, 0, 80));
        await Verify(outcome.Output).UseParameters(collector);
    }

    [PythonFact]
    public void The_memory_of_a_process_is_shown_at_its_peak()
    {
        using var gcverify = new Gcverify();

        Outcome outcome = gcverify.Do("r0 = new 1\n", [], "run", "-", "--collector", "python3", "--show", "peak");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Match peak = Regex.Match(outcome.Output, @"\n  process      (\d+\.\d) MB of memory at most");
        Assert.InRange(double.Parse(peak.Groups[1].Value, CultureInfo.InvariantCulture), 1, 500);
    }

    [Fact]
    public void A_count_that_is_wrong_stands_beside_the_references()
    {
        using var gcverify = new Gcverify();
        gcverify.Write("stored.gcp", "r0 = new 1\nr0.0 = r0\n");

        Outcome outcome = gcverify.Do(
            "run", "stored.gcp", "--collector", "barrier-reads-new-value-trial-deletion", "--show", "refcounts");

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("2     r0.0 = r0   #1 2 counted 1\n", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("counts", "there is no table 'counts', did you mean 'refcounts'?")]
    [InlineData("peak", "--show 'peak': mark-sweep has no process of its own; 'gcverify profile' shows the words that it keeps")]
    [InlineData("refcounts", "--show 'refcounts': of programs of at most 1000 operations; (standard input) has 1001")]
    public void What_cannot_be_shown_are_wrong_usage(string table, string message)
    {
        using var gcverify = new Gcverify();
        string program = string.Concat(Enumerable.Repeat("collect\n", 1001));

        Outcome outcome = gcverify.Do(program, [], "run", "-", "--collector", "mark-sweep", "--show", table);

        Assert.Equal((64, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_violation_ends_with_1_and_is_explained()
    {
        using var gcverify = new Gcverify();
        string file = gcverify.Write("lost.gcp", "r0 = new 2\nr1 = new 1\nr0.1 = r1\nr1 = null\ncollect\n");

        Outcome outcome = gcverify.Do("run", file, "--collector", "skips-last-field");

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("lost.gcp on skips-last-field: violated", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("operation 5 of 5", outcome.Output, StringComparison.Ordinal);
        Assert.Contains(">    5 collect", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("r0 -> #1.1 -> #2", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_heap_refuses()
    {
        const string program = "r0 = new 2\nr1 = new 2\nr2 = new 2\nr3 = new 2\n";
        using var gcverify = new Gcverify();

        Outcome large = gcverify.Do(program, [], "run", "-", "--collector", "no-collection");
        Outcome small = gcverify.Do(program, [], "run", "-", "--collector", "no-collection", "--heap-words", "9");

        Assert.Equal((0, 0), (large.ExitCode, small.ExitCode));
        Assert.Contains(" 0 refused", large.Output, StringComparison.Ordinal);
        Assert.Contains(" 2 refused", small.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_generated_program_is_the_one_that_is_verified()
    {
        using var gcverify = new Gcverify();
        string[] programs = ["--seed", "5", "--operations", "30", "--preset", "old-to-young"];
        gcverify.Do(["verify", "hostile-recurses-forever", "--programs", "3", .. programs]);
        string saved = File.ReadAllText(Assert.Single(Directory.GetFiles(Path.Combine(gcverify.Directory, "gcverify-out"))));

        Outcome generated = gcverify.Do(["generate", "--index", "0", "--collector", "hostile-recurses-forever", .. programs]);

        Assert.Equal(WithoutFirstLine(saved), WithoutFirstLine(generated.Output));
        Assert.StartsWith("# seed 5, index 0, preset old-to-young, 30 operations", generated.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_index_of_a_generated_program_counts()
    {
        string first = Gcverify.Run("generate", "--seed", "5", "--index", "1").Output;
        string second = Gcverify.Run("generate", "--seed", "5", "--index", "2").Output;

        Assert.NotEqual(WithoutFirstLine(first), WithoutFirstLine(second));
    }

    private static string WithoutFirstLine(string text) => text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
}
