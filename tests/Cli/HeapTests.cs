namespace GcVerify.CliTests;

public sealed class HeapTests
{
    private const string Lost = "r0 = new 2\nr1 = new 1\nr0.1 = r1\nr1 = null\ncollect\n";

    [Theory]
    [InlineData("--by via --dominated")]
    [InlineData("--row operation:0 --by individual --leaks --bytes")]
    [InlineData("--retained 1 --by shape")]
    [InlineData("--since 8 --by rcs")]
    [InlineData("--copies")]
    public void Every_table_keeps_to_80_columns_and_is_in_JSON_as_the_schema_says(string options)
    {
        using var gcverify = new Gcverify();
        string[] command = ["heap", gcverify.TakeExample("cycle.gcp"), "--collector", "reference-counting", .. options.Split(' ')];

        Outcome text = gcverify.Do(command), json = gcverify.Do([.. command, "--format", "json"]);

        Assert.Equal((0, ""), (text.ExitCode, text.Error));
        Assert.All(text.Lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.StartsWith("cycle.gcp on reference-counting ", text.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (json.ExitCode, json.Error));
        Schema.Load("heap").Accept(json.Output);
    }

    [Fact]
    public void Of_a_run_that_breaks_a_law_the_moment_is_counted()
    {
        using var gcverify = new Gcverify();
        gcverify.Write("lost.gcp", Lost);

        Outcome outcome = gcverify.Do("heap", "lost.gcp", "--collector", "skips-last-field");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("after step 5 of 5, 'collect', which breaks S1", outcome.Unwrapped, StringComparison.Ordinal);
        Assert.Contains("1 object, 4 words (32 bytes) in the heap, all live", outcome.Unwrapped, StringComparison.Ordinal);
    }

    [Fact]
    public void More_rows_than_are_shown_are_counted_in_the_last_line()
    {
        using var gcverify = new Gcverify();
        string file = gcverify.TakeExample("cycle.gcp");
        string[] command = ["heap", file, "--collector", "reference-counting", "--by", "individual", "--lines"];

        Outcome few = gcverify.Do([.. command, "4"]), all = gcverify.Do([.. command, "6"]);

        Assert.EndsWith("2 more rows: 2 objects, 70 words; '--lines 6' shows all\n", few.Output, StringComparison.Ordinal);
        Assert.EndsWith("#6 plain 1+32\n", all.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_there_is_no_answer_the_reason_is_told_in_either_format()
    {
        using var gcverify = new Gcverify();
        string[] command = ["heap", gcverify.TakeExample("global.gcp"), "--collector", "hostile-loops-forever", "--program-timeout", "1"];

        Outcome text = gcverify.Do(command), json = gcverify.Do([.. command, "--format", "json"]);

        Assert.Equal((2, 2), (text.ExitCode, json.ExitCode));
        Assert.StartsWith("global.gcp on hostile-loops-forever: undecided\n", text.Output, StringComparison.Ordinal);
        Schema.Load("heap").Accept(json.Output);
        Assert.Contains("\"undecided\": \"the program made no progress for 1 s", json.Output, StringComparison.Ordinal);
    }

    [PythonFact]
    public void Of_a_runtime_that_does_not_tell_sizes_there_are_counts()
    {
        using var gcverify = new Gcverify();
        string[] command = ["heap", gcverify.TakeExample("global.gcp"), "--collector", "python3", "--by", "rcs", "--dominated"];

        Outcome text = gcverify.Do(command), json = gcverify.Do([.. command, "--format", "json"]);

        Assert.Equal((0, ""), (text.ExitCode, text.Error));
        Assert.Contains("sizes are not told: shares are of counts", text.Output, StringComparison.Ordinal);
        Assert.Contains("Index Count % Cumulative % Dominated Referrers by kind 0 4 67 4 67 4", text.Unwrapped, StringComparison.Ordinal);
        Assert.DoesNotContain("words", text.Output, StringComparison.Ordinal);
        Schema.Load("heap").Accept(json.Output);
        Assert.Contains("\"words\": null", json.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("heap cycle.gcp --collector mark-sweep --at 24", "--at '24': expected a whole number from 0 to 23")]
    [InlineData("heap cycle.gcp --collector mark-sweep --since 22", "--since '22': expected a whole number from 0 to 21")]
    [InlineData("heap cycle.gcp --collector mark-sweep --at 0 --since 0", "--since '0': there is no step before step 0")]
    [InlineData("heap lost.gcp --collector skips-last-field --at 6", "there is no step 6: the run ends with step 5, which breaks S1 ")]
    [InlineData("heap cycle.gcp --collector mark-sweep --by kin", "there is no grouping 'kin', did you mean 'kind'?")]
    [InlineData("heap cycle.gcp --collector mark-sweep --row 1", "there is no row 1 by kind: there is only row 0")]
    [InlineData("heap cycle.gcp --collector mark-sweep --row operation:2", "there is no row 2 by operation: there are rows 0 to 1")]
    [InlineData("heap cycle.gcp --collector mark-sweep --at 0 --row 0", "there is no row 0 by kind: there are none")]
    [InlineData("heap cycle.gcp --collector mark-sweep --row x:0", "there is no grouping 'x';")]
    [InlineData("heap cycle.gcp --collector mark-sweep --row size:", "--row '': expected a whole number from 0 to ")]
    [InlineData("heap cycle.gcp --collector mark-sweep --retained 7", "there is no object #7 after step 22: there are #1 to #6")]
    [InlineData("heap local.gcp --collector mark-sweep --retained 2", "#2 is not in the heap after step 17: it was freed in step 17")]
    [InlineData("heap cycle.gcp --collector mark-sweep --since 3 --row 0", "--row: does not go with '--since', which compares two moments")]
    [InlineData("heap cycle.gcp --collector mark-sweep --copies --leaks", "--leaks: does not go with '--copies', which is a table")]
    [InlineData("heap cycle.gcp --collector mark-sweep --lines 0", "--lines '0': expected a whole number from 1 to ")]
    [InlineData("heap cycle.gcp --collector mark-sweep --format xml", "there is no format 'xml'; there are: text, json")]
    [InlineData("heap missing.gcp --collector mark-sweep", "missing.gcp: ")]
    [InlineData("heap cycle.gcp", "--collector: expected a collector, a runtime, or an adapter's command after '--'")]
    public void It_says_what_is_not_there_and_what_is(string arguments, string message)
    {
        using var gcverify = new Gcverify();
        gcverify.TakeExample("cycle.gcp");
        gcverify.TakeExample("local.gcp");
        gcverify.Write("lost.gcp", Lost);

        Outcome outcome = gcverify.Do(arguments.Split(' '));

        Assert.Equal((64, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("gcverify: " + message, outcome.Error, StringComparison.Ordinal);
    }
}
