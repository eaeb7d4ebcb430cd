using System.Text.Json;

namespace GcVerify.CliTests;

public sealed class StressTests
{
    private static readonly string[] Small = ["--programs", "20", "--operations", "40"];

    [Theory]
    [InlineData("--collect-every", "1", "a full collection before every operation")]
    [InlineData("--step-every", "3", "a step before every 3 operations")]
    [InlineData("--fail-allocation", "2", "allocation 2 finds the heap full")]
    [InlineData("--fail-allocation", "every", "each allocation in turn finds the heap full")]
    public void Every_correct_collector_holds_under_stress(string option, string value, string shown)
    {
        Outcome outcome = Gcverify.Run(["verify", .. Small, option, value]);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("  stress      " + shown + "\n", outcome.Output, StringComparison.Ordinal);
        Assert.All(outcome.Lines, line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Stress_is_done_to_the_programs_which_replay_by_themselves()
    {
        using var gcverify = new Gcverify();
        string[] arguments = ["verify", "skips-last-field", .. Small, "--collect-every", "2", "--output", "found", "--format", "json"];

        Outcome outcome = gcverify.Do(arguments);

        Assert.Equal(1, outcome.ExitCode);
        Schema.Load("verify").Accept(outcome.Output);
        JsonElement root = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.Equal(2, root.GetProperty("parameters").GetProperty("collectEvery").GetInt32());
        Assert.Equal(60, root.GetProperty("results")[0].GetProperty("violations")[0].GetProperty("operationsBefore").GetInt32());
        string file = Assert.Single(Directory.GetFiles(Path.Combine(gcverify.Directory, "found"), "*-S1-*"));
        Assert.Equal(1, gcverify.Do("run", file, "--collector", "skips-last-field").ExitCode);
    }

    [Fact]
    public void One_program_is_run_under_stress_and_the_replay_says_so()
    {
        using var gcverify = new Gcverify();
        const string program = "r0 = new 1\nr1 = new 1\n";

        Outcome plain = gcverify.Do(program, [], "run", "-", "--collector", "mark-sweep");
        Outcome collecting = gcverify.Do(program, [], "run", "-", "--collector", "mark-sweep", "--collect-every", "1");
        Outcome failing = gcverify.Do(program, [], "run", "-", "--collector", "mark-sweep", "--fail-allocation", "every");
        Outcome faulty = gcverify.Do(program, [], "run", "-", "--collector", "hostile-throws", "--collect-every", "2");

        Assert.Contains("collections  1, of them 1 full", plain.Output, StringComparison.Ordinal);
        Assert.Contains("collections  3, of them 3 full", collecting.Output, StringComparison.Ordinal);
        Assert.Contains("2 allocated, 0 freed, 2 refused", failing.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0, 1), (plain.ExitCode, collecting.ExitCode, failing.ExitCode, faulty.ExitCode));
        Assert.Contains("replay:     gcverify run - --collector hostile-throws --collect-every 2 --trace", faulty.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_collector_that_cannot_refuse_is_found_when_an_allocation_fails()
    {
        Outcome plain = Gcverify.Run(["verify", "hostile-throws", "--operations", "3", "--programs", "1", "--heap-words", "64"]);
        using var gcverify = new Gcverify();
        Outcome failing = gcverify.Do("r0 = null\nr0 = new 1\nr1 = r0", [], "run", "-", "--collector", "hostile-throws",
            "--fail-allocation", "1");

        Assert.Equal((1, 1), (plain.ExitCode, failing.ExitCode));
        Assert.Contains("shows in:   operation 2 of 3", failing.Output, StringComparison.Ordinal);
        Assert.Contains("--fail-allocation 1 --trace", failing.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_generate_prints_under_stress_is_what_is_verified()
    {
        string plain = Gcverify.Run("generate", "--seed", "3", "--operations", "4").Output;
        string stressed = Gcverify.Run("generate", "--seed", "3", "--operations", "4", "--collect-every", "2", "--step-every", "4").Output;

        Assert.Equal(2, stressed.Split("collect\n").Length - plain.Split("collect\n").Length);
        Assert.Contains("\nstep 16\n", stressed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verify mark-sweep --collect-every 0", "--collect-every '0': expected a whole number from 1 to")]
    [InlineData("verify mark-sweep --fail-allocation all", "--fail-allocation 'all': expected 'every' or a whole number from 1 to")]
    [InlineData("verify python3 --fail-allocation 1", "--fail-allocation: 'python3' is run by an adapter")]
    [InlineData("generate --fail-allocation every", "--fail-allocation 'every': makes many programs of one")]
    public void What_is_no_stress_is_wrong_usage(string arguments, string message)
    {
        Outcome outcome = Gcverify.Run(arguments.Split(' '));

        Assert.Equal((64, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }
}
