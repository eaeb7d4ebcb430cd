namespace GcVerify.CliTests;

public sealed class RuntimeTests
{
    private const string Cycle = "r0 = new 1\nr0.0 = r0\nr0 = null\ncollect\n";

    private static readonly (string, string)[] NoPath = [("PATH", "/nowhere")];

    [PythonFact]
    public void A_runtime_is_verified_like_a_collector()
    {
        Outcome outcome = Gcverify.Run("verify", "python3", "--programs", "20", "--operations", "40");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Matches("python3 +holds +20 ", outcome.Output);
    }

    [PythonFact]
    public void A_runtime_runs_one_program()
    {
        using var gcverify = new Gcverify();

        Outcome run = gcverify.Do(Cycle, [], "run", "-", "--collector", "python3");
        Outcome shrink = gcverify.Do(Cycle, [], "shrink", "-", "--collector", "python3");
        Outcome exhaust = gcverify.Do("exhaust", "python3", "--operations", "3");

        Assert.Equal((0, 0, 0), (run.ExitCode, shrink.ExitCode, exhaust.ExitCode));
        Assert.Contains("(standard input) on python3: holds", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 allocated, 1 freed", run.Output, StringComparison.Ordinal);
    }

    [PythonFact]
    public void An_adapter_that_breaks_itself_on_purpose_is_caught_and_the_replay_breaks_it_again()
    {
        using var gcverify = new Gcverify();
        string[] arguments = ["--adapter-fault", "early", "--programs", "10", "--operations", "20", "--output", "found"];

        Outcome outcome = gcverify.Do(["verify", "python3", .. arguments]);

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("python3 violates S1 no-live-object-freed", outcome.Output, StringComparison.Ordinal);
        string replay = outcome.Lines.First(line => line.StartsWith("  replay:", StringComparison.Ordinal));
        Assert.EndsWith("--collector python3 --adapter-fault early", replay, StringComparison.Ordinal);
        string file = Assert.Single(Directory.GetFiles(Path.Combine(gcverify.Directory, "found"), "*-S1-*"));
        Assert.Equal(1, gcverify.Do("run", file, "--collector", "python3", "--adapter-fault", "early").ExitCode);
        Assert.Equal(0, gcverify.Do("run", file, "--collector", "python3").ExitCode);
    }

    /// <summary>However little time a program is given: an adapter is supervised, and what it does is a verdict on the runtime.</summary>
    [PythonFact]
    public void A_runtime_that_hangs_is_violated_not_undecided_and_the_operation_is_named()
    {
        using var gcverify = new Gcverify();

        Outcome outcome = gcverify.Do(Cycle, [], "run", "-", "--collector", "python3", "--adapter-fault", "hang", "--program-timeout", "1");

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("python3 violates P3 every-call-returns", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("shows in: operation 4 of 4", outcome.Unwrapped, StringComparison.Ordinal);
        Assert.Contains("found: no answer in time", outcome.Unwrapped, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("python3", "crsh", "did you mean 'crash'?")]
    [InlineData("mark-sweep", "crash", "'mark-sweep' has no adapter")]
    public void What_is_no_fault_of_an_adapter_is_wrong_usage(string collector, string fault, string message)
    {
        Outcome outcome = Gcverify.Run("verify", collector, "--adapter-fault", fault);

        Assert.Equal((64, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }

    [PythonFact]
    public void A_runtime_that_is_there_is_listed_with_its_version() =>
        Assert.Matches(@"python3 +(CPython|PyPy) 3\.\d+\.\d+", Gcverify.Run("list", "runtimes").Output);

    [Fact]
    public async Task A_runtime_that_is_absent_is_listed_with_what_to_install()
    {
        using var gcverify = new Gcverify();

        Outcome outcome = gcverify.Do("", NoPath, "list", "runtimes");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        await Verify(outcome.Output);
    }

    [Fact]
    public async Task A_runtime_that_is_absent_is_undecided_and_costs_the_others_nothing()
    {
        using var gcverify = new Gcverify();

        Outcome outcome = gcverify.Do("", NoPath, "verify", "python3", "mark-sweep", "--programs", "20", "--operations", "40");

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Error));
        await Verify(Counts.Hidden(outcome.Output));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("shrink")]
    public void One_program_on_a_runtime_that_is_absent_is_undecided(string command)
    {
        using var gcverify = new Gcverify();

        Outcome outcome = gcverify.Do(Cycle, NoPath, command, "-", "--collector", "python3");

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("on python3: undecided", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("apt-get install python3", outcome.Unwrapped, StringComparison.Ordinal);
    }
}
