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

    /// <summary>
    /// Every sixteenth page is made anew. Where this fails and the change is right, the command that docs/faults.md names makes the pages.
    /// </summary>
    [Fact]
    public void The_pages_about_faults_are_what_their_command_writes()
    {
        const string options = "--seeds 1 --programs 2000 --operations 200 --format markdown --pages docs/faults --force";
        string list = File.ReadAllText(Gcverify.InRepository("docs/faults.md"));
        Assert.Contains($"<!-- Made by: gcverify faults {options} -->", list, StringComparison.Ordinal);
        string[] some = [.. Faults().Where((_, i) => i % 16 == 0)];
        using var gcverify = new Gcverify();

        Outcome outcome = gcverify.Do(["faults", .. some, .. options.Split(' ')]);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        string[] rows = [.. outcome.Lines.Where(line => line.StartsWith("| [", StringComparison.Ordinal))];
        Assert.Equal(some.Length, rows.Length);
        Assert.All(rows, row => Assert.Contains("\n" + row + "\n", list, StringComparison.Ordinal));
        Assert.All(some.Select(fault => $"docs/faults/{fault}.md"), page => Assert.Equal(
            File.ReadAllText(Gcverify.InRepository(page)), File.ReadAllText(Path.Combine(gcverify.Directory, page))));
    }

    [Fact]
    public void Each_fault_has_a_page_to_which_the_list_leads()
    {
        string[] faults = Faults();

        IEnumerable<string> listed = File.ReadLines(Gcverify.InRepository("docs/faults.md"))
            .Where(line => line.StartsWith("| [", StringComparison.Ordinal))
            .Select(line => line[..line.IndexOf(" | ", StringComparison.Ordinal)]);
        IEnumerable<string?> pages = Directory.GetFiles(Gcverify.InRepository("docs/faults")).Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(faults.Select(fault => $"| [{fault}](faults/{fault}.md)"), listed);
        Assert.Equal(faults.Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_page_has_program_picture_and_explanation()
    {
        using var gcverify = new Gcverify();

        Outcome outcome = gcverify.Do("faults", "skips-last-field", "--seeds", "1", "--format", "markdown", "--pages", "pages");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("| [skips-last-field](pages/skips-last-field.md) |", outcome.Output, StringComparison.Ordinal);
        await Verify(File.ReadAllText(Path.Combine(gcverify.Directory, "pages", "skips-last-field.md")));
    }

    /// <summary>The heap of these programs has more objects than a picture can show.</summary>
    [Fact]
    public void Of_a_large_heap_the_page_shows_what_is_near_the_object()
    {
        using var gcverify = new Gcverify();

        gcverify.Do("faults", "mark-stack-drops-on-overflow", "--seeds", "1", "--format", "markdown", "--pages", ".");

        string page = File.ReadAllText(Path.Combine(gcverify.Directory, "mark-stack-drops-on-overflow.md"));
        Assert.Matches(@"The heap, what is at most 3 references away from #\d+:\n\n```mermaid\n", page);
        Assert.InRange(page.Split('\n').Count(line => line.Contains("-->", StringComparison.Ordinal)), 2, 40);
    }

    [Theory]
    [InlineData("text", "pages", "--pages: pages are written with '--format markdown' only")]
    [InlineData("markdown", "taken", "--pages 'taken': expected a directory")]
    [InlineData("markdown", "", "--pages '': expected a directory")]
    [InlineData("markdown", "taken/pages", "--pages 'taken/pages': the directory cannot be made: ")]
    [InlineData("markdown", ".", "--pages './never-releases.md': there is such a file; '--force' overwrites it")]
    public void Pages_that_cannot_be_written_are_wrong_usage_before_anything_is_run(string format, string directory, string message)
    {
        using var gcverify = new Gcverify();
        gcverify.Write("taken", "");
        gcverify.Write("never-releases.md", "mine");

        Outcome outcome = gcverify.Do("faults", "never-releases", "--format", format, "--pages", directory);

        Assert.Equal((64, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(gcverify.Directory, "never-releases.md")));
    }

    private static string[] Faults()
    {
        using JsonDocument list = JsonDocument.Parse(Gcverify.Run("list", "collectors", "--format", "json").Output);
        return
        [
            .. list.RootElement.GetProperty("collectors").EnumerateArray()
                .Where(entry => entry.GetProperty("summary").GetString()!.StartsWith("fault ", StringComparison.Ordinal))
                .Select(entry => entry.GetProperty("name").GetString()!),
        ];
    }
}
