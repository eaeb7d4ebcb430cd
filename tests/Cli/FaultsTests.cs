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
    public void A_fault_that_is_missed_ends_with_1()
    {
        Outcome outcome = Gcverify.Run("faults", "mark-stack-drops-on-overflow", "--seeds", "1", "--programs", "1", "--operations", "5");

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("Not caught from every seed: mark-stack-drops-on-overflow.", outcome.Output, StringComparison.Ordinal);
    }

    /// <summary>Where this fails and the change is right, the command that the page names makes it anew.</summary>
    [Fact]
    public void The_page_about_faults_is_what_its_command_prints()
    {
        string page = File.ReadAllText(Gcverify.InRepository("docs/faults.md"));
        const string command = "faults --seeds 1 --programs 2000 --operations 200 --format markdown";

        Outcome outcome = Gcverify.Run(command.Split(' '));

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains($"<!-- Made by: gcverify {command} -->", page, StringComparison.Ordinal);
        Assert.Equal(page, outcome.Output);
    }
}
