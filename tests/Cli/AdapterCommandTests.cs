namespace GcVerify.CliTests;

/// <summary>An adapter by its command line, after <c>--</c>.</summary>
public sealed class AdapterCommandTests
{
    private const string Cycle = "r0 = new 1\nr0.0 = r0\nr0 = null\ncollect\n";

    private static string Script => Gcverify.InRepository(Path.Combine("adapters", "python", "gcverify_adapter.py"));

    [PythonFact]
    public void A_command_is_verified_beside_what_has_a_name()
    {
        Outcome outcome = Gcverify.Run("verify", "mark-sweep", "--programs", "20", "--operations", "40", "--", "python3", Script);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Matches("mark-sweep +holds +20 ", outcome.Output);
        Assert.Matches("gcverify_adapter.py +holds +20 ", outcome.Output);
        Assert.DoesNotContain("semispace", outcome.Output, StringComparison.Ordinal);
    }

    [PythonFact]
    public void The_command_of_a_replay_is_one_that_a_shell_runs_and_it_shows_the_violation_again()
    {
        using var gcverify = new Gcverify();
        string script = gcverify.Write("it's mine", File.ReadAllText(Script));
        string[] arguments = ["--adapter-fault", "early", "--programs", "10", "--operations", "20", "--output", "found"];

        Outcome outcome = gcverify.Do(["verify", .. arguments, "--", "python3", script, "a b"]);

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        string replay = outcome.Lines.First(line => line.StartsWith("  replay:", StringComparison.Ordinal));
        Assert.EndsWith(" --adapter-fault early -- python3 'it'\\''s mine' 'a b'", replay, StringComparison.Ordinal);
        string file = Assert.Single(Directory.GetFiles(Path.Combine(gcverify.Directory, "found"), "*-S1-*"));
        Assert.Equal(1, gcverify.Do("run", file, "--adapter-fault", "early", "--", "python3", script, "a b").ExitCode);
        Assert.Equal(0, gcverify.Do("run", file, "--", "python3", script, "a b").ExitCode);
    }

    [PythonFact]
    public void A_runtime_has_further_arguments_and_so_has_the_replay()
    {
        using var gcverify = new Gcverify();
        string[] options = ["--option", "-q", "--option=-b"];

        Outcome outcome = gcverify.Do(["verify", "python3", "--programs", "5", "--adapter-fault", "leak", .. options]);
        Outcome refused = gcverify.Do("verify", "python3", "--programs", "5", "--option=--no-such-option");

        Assert.Contains("--collector python3 --option=-q --option=-b --adapter-fault leak", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("unknown option --no-such-option", refused.Unwrapped, StringComparison.Ordinal);
    }

    [PythonFact]
    public void The_memory_of_an_adapter_can_be_limited_and_a_replay_limits_it_too()
    {
        using var gcverify = new Gcverify();
        string[] little = ["--memory-limit", "5"], enough = ["--memory-limit", "500"];

        Outcome refused = gcverify.Do(Cycle, [], ["run", "-", "--collector", "python3", .. little]);
        Outcome leaks = gcverify.Do(["verify", "python3", "--programs", "5", "--adapter-fault", "leak", .. enough]);

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("before it said hello", refused.Unwrapped, StringComparison.Ordinal);
        Assert.Contains("--collector python3 --memory-limit 500 --adapter-fault leak", leaks.Output, StringComparison.Ordinal);
    }

    [PythonFact]
    public void Every_command_that_takes_a_collector_takes_an_adapter()
    {
        using var gcverify = new Gcverify();
        string[] adapter = ["--", "python3", Script];

        Outcome run = gcverify.Do(Cycle, [], ["run", "-", .. adapter]);
        Outcome shrink = gcverify.Do(Cycle, [], ["shrink", "-", .. adapter]);
        Outcome diff = gcverify.Do(Cycle, [], ["diff", "-", "--collectors", "mark-sweep", .. adapter]);
        Outcome exhaust = gcverify.Do(["exhaust", "--operations", "2", .. adapter]);
        Outcome generate = gcverify.Do(["generate", "--seed", "7", .. adapter]);

        Assert.All(new[] { run, shrink, diff, exhaust, generate }, outcome => Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error)));
        Assert.Contains("on gcverify_adapter.py: holds", run.Output, StringComparison.Ordinal);
        Assert.Contains("on mark-sweep, gcverify_adapter.py: holds", diff.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("./absent", "'./absent': no such file")]
    [InlineData("no-such-executable", "'no-such-executable' is not on the search path")]
    [InlineData(".", "'.' is not on the search path")]
    [InlineData("./", "'./' is a directory, expected an executable")]
    [InlineData("./plain", "'./plain' is not executable; 'chmod +x' makes it so")]
    public void A_command_that_cannot_be_executed_is_undecided(string command, string message)
    {
        using var gcverify = new Gcverify();
        gcverify.Write("plain", "text");

        Outcome outcome = gcverify.Do("verify", "mark-sweep", "--programs", "5", "--", command);

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Error));
        Assert.Matches("mark-sweep +holds +5 ", outcome.Output);
        Assert.Contains(message, outcome.Unwrapped, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'--': expected the command that starts an adapter", "verify", "--")]
    [InlineData("'--': 'laws' runs no adapter", "list", "laws", "--", "x")]
    [InlineData("--collector 'mark-sweep': give it or an adapter's command", "run", "-", "--collector", "mark-sweep", "--", "x")]
    [InlineData("--collector: expected a collector, a runtime, or an adapter's command after '--'", "run", "-")]
    [InlineData("there is no mode 'x' of python3, which has no modes", "verify", "python3:x")]
    [InlineData("--mode: there is no mode 'x' of python3", "run", "-", "--collector", "python3", "--mode", "x")]
    [InlineData("--mode 'x': no runtime is named", "diff", "-", "--collectors", "mark-sweep,semispace", "--mode", "x")]
    [InlineData("--memory-limit '0': expected a whole number from 1", "verify", "python3", "--memory-limit", "0")]
    [InlineData("--memory-limit '9': nothing is named that is run by an adapter", "verify", "mark-sweep", "--memory-limit", "9")]
    [InlineData("--option '-x': no runtime is named", "verify", "mark-sweep", "--option", "-x", "--", "x")]
    public void What_makes_no_sense_is_wrong_usage(string message, params string[] arguments)
    {
        Outcome outcome = Gcverify.Run(arguments);

        Assert.Equal((64, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }
}
