using System.Text.Json;

namespace GcVerify.CliTests;

public sealed class VerifyTests
{
    private static readonly string[] Small = ["--programs", "30", "--operations", "40"];

    [Fact]
    public async Task Every_correct_collector_holds()
    {
        Outcome outcome = Gcverify.Run(["verify", .. Small]);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.All(outcome.Lines, line => Assert.InRange(line.Length, 0, 80));
        await Verify(Counts.Hidden(outcome.Output));
    }

    [Fact]
    public async Task A_violation_is_explained()
    {
        Outcome outcome = Gcverify.Run(["verify", "skips-last-field", .. Small]);

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        IEnumerable<string> lines = outcome.Lines.Where(line => !line.StartsWith("  replay:", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        await Verify(Counts.Hidden(outcome.Output));
    }

    [Fact]
    public async Task Results_in_JSON_are_as_the_schema_says()
    {
        Outcome outcome = Gcverify.Run(["verify", "mark-sweep", "skips-last-field", "--format", "json", .. Small]);

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Schema.Load("verify").Accept(outcome.Output);
        await Verify(Counts.Hidden(outcome.Output));
    }

    [Fact]
    public void A_bug_that_breaks_several_laws_is_one_counterexample_that_names_them_all()
    {
        string[] arguments = ["verify", "skips-last-field-generational", "--programs", "250"];

        Outcome text = Gcverify.Run(arguments), json = Gcverify.Run([.. arguments, "--format", "json"]);

        Assert.Equal((1, ""), (text.ExitCode, text.Error));
        Assert.Single(text.Lines, line => line.Contains("violates", StringComparison.Ordinal));
        Assert.Matches(@"also as: .*S8 in 3 operations", text.Unwrapped);
        Schema.Load("verify").Accept(json.Output);
        JsonElement report = JsonDocument.Parse(json.Output).RootElement.GetProperty("results")[0];
        JsonElement bug = Assert.Single(report.GetProperty("violations").EnumerateArray());
        IEnumerable<string?> others = bug.GetProperty("alsoShowsAs").EnumerateArray().Select(other => other.GetProperty("law").GetString());
        Assert.Equal(["F2", "F5", "S1", "S8"], others.Order());
    }

    [Fact]
    public void The_number_of_jobs_changes_nothing()
    {
        string[] arguments = ["verify", "generational", "skips-last-field", "no-write-barrier", "--programs", "300", "--operations", "60"];

        Outcome one = Gcverify.Run([.. arguments, "--jobs", "1"]), two = Gcverify.Run([.. arguments, "--jobs", "2"]);

        Assert.Equal(one, two);
        Assert.Equal(1, one.ExitCode);
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    [InlineData("TERM", "xterm-256color")]
    public void A_pipe_gets_neither_colours_nor_progress(string variable, string value)
    {
        using var gcverify = new Gcverify();

        Outcome outcome = gcverify.Do("", [(variable, value)], ["verify", "mark-sweep", .. Small]);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.DoesNotContain('\u001b', outcome.Output);
    }

    [Fact]
    public void The_file_of_a_counterexample_shows_the_violation_again()
    {
        using var gcverify = new Gcverify();
        gcverify.Do(["verify", "skips-last-field", "--output", "found", .. Small]);
        string file = Assert.Single(Directory.GetFiles(Path.Combine(gcverify.Directory, "found"), "*-S1-*"));

        Outcome again = gcverify.Do("run", file, "--collector", "skips-last-field");
        Outcome correct = gcverify.Do("run", file, "--collector", "mark-sweep");

        Assert.Equal((1, 0), (again.ExitCode, correct.ExitCode));
        Assert.Contains("violates S1", again.Output, StringComparison.Ordinal);
        string first = File.ReadLines(file).First();
        Assert.Contains("S1 no-live-object-freed violated by skips-last-field", first, StringComparison.Ordinal);
        Assert.Contains("gcverify run found/" + Path.GetFileName(file), first, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_holds_something_else_is_not_overwritten()
    {
        using var gcverify = new Gcverify();
        string[] arguments = ["verify", "skips-last-field", "--output", "found", .. Small];
        gcverify.Do(arguments);
        string file = Assert.Single(Directory.GetFiles(Path.Combine(gcverify.Directory, "found"), "*-S1-*"));
        File.WriteAllText(file, "mine");

        Outcome second = gcverify.Do(arguments);
        gcverify.Do(arguments);

        Assert.Equal("mine", File.ReadAllText(file));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(gcverify.Directory, "found"), "*-S1-*").Length);
        Assert.Contains(Path.GetFileNameWithoutExtension(file) + "-2.gcp", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_limit_ends_in_a_verdict()
    {
        Outcome outcome = Gcverify.Run("verify", "no-collection", "--time", "1s", "--format", "json");

        JsonElement root = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(JsonValueKind.Null, root.GetProperty("parameters").GetProperty("programs").ValueKind);
        Assert.True(root.GetProperty("results")[0].GetProperty("programs").GetInt64() > 0);
    }

    [Fact]
    public void A_random_seed_is_printed_and_can_be_given_again()
    {
        Outcome random = Gcverify.Run(["verify", "mark-sweep", "--seed", "random", .. Small]);
        string seed = random.Lines.Single(line => line.StartsWith("  seed", StringComparison.Ordinal))["  seed".Length..].Trim();

        Assert.NotEqual("random", seed);
        Assert.Equal(random, Gcverify.Run(["verify", "mark-sweep", "--seed", seed, .. Small]));
    }
}
