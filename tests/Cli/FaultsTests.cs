using System.Text.Json;

namespace GcVerify.CliTests;

public sealed class FaultsTests
{
    [Fact]
    public async Task Faults_are_measured()
    {
        Outcome outcome = Gcverify.Run("faults", "skips-last-field", "frees-without-children", "--seeds", "2", "--operations", "50");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.All(outcome.Lines, line => Assert.InRange(line.Length, 0, 80));
        await Verify(outcome.Output);
    }

    [Fact]
    public void Results_in_JSON_are_as_the_schema_says()
    {
        Outcome outcome = Gcverify.Run("faults", "skips-last-field", "never-releases", "--seeds", "2", "--format", "json");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Schema.Load("faults").Accept(outcome.Output);
        JsonElement[] faults = [.. JsonDocument.Parse(outcome.Output).RootElement.GetProperty("faults").EnumerateArray()];
        Assert.Equal(["skips-last-field", "never-releases"], faults.Select(fault => fault.GetProperty("fault").GetString()));
        Assert.All(faults, fault => Assert.Equal(2, fault.GetProperty("caught").GetInt32()));
        Assert.All(faults, fault => Assert.Equal("proven", fault.GetProperty("minimumKind").GetString()));
        Assert.Equal([4, 2], faults.Select(fault => fault.GetProperty("minimum").GetInt32()));
    }

    [Fact]
    public void The_number_of_jobs_changes_nothing_and_the_seed_does()
    {
        string[] arguments = ["faults", "no-write-barrier", "--seeds", "2", "--programs", "300", "--operations", "60", "--format", "json"];

        Outcome one = Gcverify.Run([.. arguments, "--jobs", "1"]), two = Gcverify.Run([.. arguments, "--jobs", "2"]);
        Outcome other = Gcverify.Run([.. arguments, "--seed", "7"]);

        Assert.Equal(one, two);
        Assert.Equal((0, ""), (other.ExitCode, other.Error));
        Assert.Contains("\"seed\": 7,", other.Output, StringComparison.Ordinal);
        Assert.NotEqual(one.Output, other.Output.Replace("\"seed\": 7,", "\"seed\": 20261120,", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--seed", "x", "--seed 'x': expected 'random' or a whole number")]
    [InlineData("--jobs", "0", "--jobs '0': expected a whole number from 1 to 1024")]
    public void What_is_no_seed_or_number_of_jobs_is_wrong_usage(string option, string given, string message)
    {
        Outcome outcome = Gcverify.Run("faults", "never-releases", option, given);

        Assert.Equal((64, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Timings_are_shown_on_request_within_80_columns()
    {
        Outcome outcome = Gcverify.Run("faults", "root-loop-exits-early-generational", "--seeds", "1", "--operations", "50", "--timings");

        Assert.All(outcome.Lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Matches(@"tries +ms +minimum", outcome.Output);
        Assert.Matches(@"1/1 +\d+ +\d+ +\d+ +\d+\.\d +\d+ proven", outcome.Output);
    }

    [Fact]
    public void A_fault_that_is_missed_ends_with_1()
    {
        Outcome outcome = Gcverify.Run("faults", "mark-stack-drops-on-overflow", "--seeds", "1", "--programs", "1", "--operations", "5");

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("Not caught from every seed: mark-stack-drops-on-overflow.", outcome.Output, StringComparison.Ordinal);
    }

    /// <summary>Every twelfth section is made anew. Where this fails and the change is right, the command that the page names makes the page.</summary>
    [Fact]
    public void The_page_about_faults_is_what_its_command_prints()
    {
        string page = File.ReadAllText(Gcverify.InRepository("docs/faults.md"));
        const string options = "--seeds 1 --programs 2000 --operations 200 --format markdown";
        Assert.Contains($"<!-- Made by: gcverify faults {options} -->", page, StringComparison.Ordinal);
        string[] names = [.. SectionsOf(page).Select(section => section[..section.IndexOf('\n', StringComparison.Ordinal)])];
        string[] some = [.. names.Where((_, i) => i % 12 == 0)];

        Outcome outcome = Gcverify.Run(["faults", .. some, .. options.Split(' ')]);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(some.Length, SectionsOf(outcome.Output).Count());
        Assert.All(SectionsOf(outcome.Output), section => Assert.Contains("\n## " + section.TrimEnd() + "\n", page, StringComparison.Ordinal));
        Assert.All(
            outcome.Lines.Where(line => line.StartsWith("| [", StringComparison.Ordinal)),
            row => Assert.Contains("\n" + row + "\n", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_about_faults_has_all_of_them()
    {
        string page = File.ReadAllText(Gcverify.InRepository("docs/faults.md"));
        using JsonDocument list = JsonDocument.Parse(Gcverify.Run("list", "collectors", "--format", "json").Output);
        IEnumerable<string?> faults = list.RootElement.GetProperty("collectors").EnumerateArray()
            .Where(entry => entry.GetProperty("summary").GetString()!.StartsWith("fault ", StringComparison.Ordinal))
            .Select(entry => entry.GetProperty("name").GetString());

        Assert.Equal(faults, SectionsOf(page).Select(section => section[..section.IndexOf('\n', StringComparison.Ordinal)]));
    }

    private static IEnumerable<string> SectionsOf(string page) => page.Split("\n## ").Skip(1);
}
