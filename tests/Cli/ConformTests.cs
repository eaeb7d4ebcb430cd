namespace GcVerify.CliTests;

public sealed class ConformTests
{
    [PythonFact]
    public void A_runtime_conforms_and_its_faults_are_noticed()
    {
        Outcome outcome = Gcverify.Run("conform", "python3");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.All(outcome.Lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.All(["leak", "early", "crash", "hang"], fault => Assert.Matches($"fault-{fault} +pass ", outcome.Output));
        Assert.Contains("python3 conforms: ", outcome.Output, StringComparison.Ordinal);
    }

    [PythonFact]
    public void Results_in_JSON_are_as_the_schema_says()
    {
        Outcome outcome = Gcverify.Run("conform", "python3", "--check", "load", "--check", "step", "--check", "fault-early", "--format", "json");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Schema.Load("conform").Accept(outcome.Output);
        Assert.Contains("\"not announced\"", outcome.Output, StringComparison.Ordinal);
    }

    /// <summary>What makes a pass worth something: one that cannot break itself could as well execute nothing.</summary>
    [PythonFact]
    public void An_adapter_without_the_faults_does_not_conform()
    {
        using var gcverify = new Gcverify();
        string source = File.ReadAllText(Gcverify.InRepository(Path.Combine("adapters", "python", "gcverify_adapter.py")));
        string script = gcverify.Write("adapter.py", source.Replace("\nFAULT = ", "\nFAULT = \"\" and ", StringComparison.Ordinal));

        Outcome text = gcverify.Do("conform", "--check", "fault-leak", "--", "python3", script);
        Outcome json = gcverify.Do("conform", "--check", "fault-leak", "--format", "json", "--", "python3", script);

        Assert.Equal((1, 1), (text.ExitCode, json.ExitCode));
        Assert.Contains("expected: a violation of L1 garbage-reclaimed came: every law holds", text.Unwrapped, StringComparison.Ordinal);
        Assert.Contains("adapter.py does not conform: 1 failed, 1 passed", text.Output, StringComparison.Ordinal);
        Schema.Load("conform").Accept(json.Output);
    }

    [Theory]
    [InlineData(2, "", "'./absent': no such file", "--", "./absent")]
    [InlineData(2, "", "it ended with exit code 3 before it said hello", "--", "sh", "-c", "exit 3")]
    [InlineData(1, "hello fails", "", "--", "sh", "-c", "echo hi; read -r line")]
    [InlineData(64, "", "'mark-sweep' is a simulated collector", "mark-sweep")]
    [InlineData(64, "", "expected a collector, a runtime, or an adapter's command")]
    [InlineData(64, "", "--check: there is no check 'lod', did you mean 'load'?", "--check", "lod", "--", "sh")]
    public void Each_way_to_fail_has_its_exit_code(int code, string output, string error, params string[] arguments)
    {
        Outcome outcome = Gcverify.Run(["conform", .. arguments]);

        Assert.Equal(code, outcome.ExitCode);
        Assert.Contains(output, outcome.Output, StringComparison.Ordinal);
        Assert.Contains(error, outcome.Error, StringComparison.Ordinal);
    }
}
