namespace GcVerify.CliTests;

/// <summary>What a failed test of a collector says about the command line is so.</summary>
public sealed class FailedTestReplayTests
{
    [Fact]
    public void A_program_saved_from_a_failed_test_shows_the_same_violation()
    {
        string[] lines = File.ReadAllText(Gcverify.InRepository("tests/Snapshots/FailedTestTests.A_campaign_in_one_line.verified.txt"))
            .ReplaceLineEndings("\n").Split('\n');
        string[] command = lines.Single(line => line.Contains("gcverify run ", StringComparison.Ordinal)).Split("gcverify ")[1].Split(' ');
        int start = Array.FindIndex(lines, line => line.EndsWith("\"\"\"", StringComparison.Ordinal)) + 1;
        int end = Array.FindIndex(lines, start, line => line.EndsWith("\"\"\");", StringComparison.Ordinal));
        using var gcverify = new Gcverify();
        gcverify.Write(command[1], string.Concat(lines[start..end].Select(line => line.Trim() + "\n")));

        Outcome outcome = gcverify.Do(command);

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("skips-last-field violates S1 no-live-object-freed", outcome.Output, StringComparison.Ordinal);
    }
}
