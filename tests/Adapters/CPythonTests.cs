using System.Diagnostics;
using GcVerify.Adapters;
using GcVerify.Generators;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Verification;

namespace GcVerify.AdapterTests;

public sealed class CPythonTests
{
    private static RuntimeEntry Python => RuntimeCatalog.Find("python3")!;

    [RuntimeFact("python3")]
    public void CPython_holds_for_200_programs()
    {
        CampaignResult result = Verify(new CampaignOptions { Programs = 200, Jobs = 2 });
        Assert.True(result.Verdict == Verdict.Holds, Describe(result));
        Assert.Equal(200, result.Programs);
        Assert.InRange(result.Statistics.Released, 1000, long.MaxValue);
        Assert.InRange(result.Statistics.Walks, 1000, long.MaxValue);
    }

    [RuntimeFact("python3")]
    public void CPython_holds_for_200_programs_with_weak_references_and_finalizers()
    {
        CampaignResult result = Verify(new CampaignOptions { Programs = 200, Preset = Preset.TryFind("weak")!, Jobs = 2 });
        Assert.True(result.Verdict == Verdict.Holds, Describe(result));
        Assert.Equal(200, result.Programs);
    }

    [RuntimeTheory("python3")]
    [InlineData("r0 = null", 3)]
    [InlineData("r0 = null\nr0 = r0\nr1 = copy g0\nr1 = null\ncollect", 4)]
    public void A_copy_has_what_a_finalizer_has_put_into_the_original(string text, int copy)
    {
        MutatorProgram program = ProgramParser.Parse(
            $"finalizer f\n  g0.0 = r0\nend\ng0 = new 1\nr0 = new 0 finalizable f\n{text}\nr1 = copy g0", "program");
        using AdapterPool pool = Python.Open();
        var verifier = new ProgramVerifier(new SubjectDefinition("python3", pool.CreateSubject));
        Assert.Null(verifier.Check(program));
        Assert.Equal(2, verifier.Model.FieldOf(copy, 0));
    }

    /// <summary>A finalizer that began in the middle would see half of an operation.</summary>
    [RuntimeTheory("python3")]
    [InlineData("r2 = new 2\nblit r2.0 r1.0 2")]
    [InlineData("r2 = new 1\nmove r2.0 -> r1.0")]
    [InlineData("r1.0 = null")]
    [InlineData("r1 = null")]
    [InlineData("r2 = r1.0\nr1 = null\nr2 = r0")]
    [InlineData("call 2 r1\nr1 = null\nr2 = return r1")]
    public void What_an_operation_overwrites_is_finalized_when_it_is_done(string text)
    {
        string program = $"finalizer f\n  r1 = g0.0\n  g0 = null\nend\nr0 = new 0 finalizable f\nr1 = new 2\ng0 = r1\nr1.0 = r0\nr0 = null\n{text}";
        using AdapterPool pool = Python.Open();
        Assert.Null(new ProgramVerifier(new SubjectDefinition("python3", pool.CreateSubject)).Check(ProgramParser.Parse(program, "program")));
    }

    [RuntimeFact("python3")]
    public void CPython_holds_in_every_preset()
    {
        foreach (Preset preset in Preset.All)
        {
            CampaignResult result = Verify(new CampaignOptions { Programs = 20, Preset = preset, Seed = 7 });
            Assert.True(result.Verdict == Verdict.Holds, $"{preset}\n{Describe(result)}");
        }
    }

    [RuntimeFact("python3")]
    public void Results_do_not_depend_on_the_number_of_processes()
    {
        CampaignResult one = Verify(new CampaignOptions { Programs = 50 }), three = Verify(new CampaignOptions { Programs = 50, Jobs = 3 });
        Assert.Equal(one.Statistics, three.Statistics);
    }

    [RuntimeFact("python3")]
    public void An_object_that_is_kept_in_secret_is_noticed_and_the_program_shrinks()
    {
        ViolationReport report = Verify(new CampaignOptions { Programs = 200 }, "leak").Violations[0];
        Assert.Equal(Laws.Completeness, report.Violation.Law);
        Assert.Equal(2, report.Violation.ObjectNumber);
        Assert.InRange(report.OperationsAfter, 2, 4);
    }

    [RuntimeFact("python3")]
    public void A_live_object_that_is_reported_dead_is_noticed_and_the_program_shrinks()
    {
        ViolationReport report = Assert.Single(Verify(new CampaignOptions { Programs = 200 }, "early").Violations);
        Assert.Equal(Laws.Safety, report.Violation.Law);
        Assert.InRange(report.OperationsAfter, 1, 2);
    }

    [RuntimeFact("python3")]
    public void A_crash_is_noticed_and_the_program_shrinks()
    {
        var options = new CampaignOptions { Programs = 5, Operations = 20, ShrinkExecutions = 50 };
        ViolationReport report = Assert.Single(Verify(options, "crash").Violations);
        Assert.Equal(Laws.Progress, report.Violation.Law);
        Assert.Equal(FaultKind.Crashed, report.Violation.Fault!.Kind);
        Assert.Contains("signal 11 (SIGSEGV)", report.Violation.Message, StringComparison.Ordinal);
        Assert.InRange(report.OperationsAfter, 0, 2);
    }

    [RuntimeTheory("python3")]
    [InlineData("r0 = new 1\nr0.0 = r0\ncollect\nr1 = new 0", "crash", FaultKind.Crashed, 2)]
    [InlineData("r0 = new 1\nr0.0 = r0\ncollect\nr1 = new 0", "hang", FaultKind.Hung, 2)]
    [InlineData("r0 = new 1\nr1 = copy r0", "crash", FaultKind.Crashed, 2)]
    [InlineData("collect", "crash", FaultKind.Crashed, 0)]
    public void The_operation_of_a_breakdown_is_found(string text, string fault, FaultKind kind, int operation)
    {
        var limits = new AdapterLimits { Batch = TimeSpan.FromSeconds(2), Again = TimeSpan.FromSeconds(0.5) };
        using AdapterPool pool = Python.Open(fault, limits);
        var verifier = new ProgramVerifier(new SubjectDefinition("python3", pool.CreateSubject));

        Violation? violation = verifier.Examine(ProgramParser.Parse(text, "program"));

        Assert.Equal(kind, violation?.Fault?.Kind);
        Assert.Equal(operation, violation!.OperationIndex);
        Assert.Equal(OperationKind.Collect, violation.Primitive.Kind);
        Assert.Equal(operation == 0 ? 0 : text.Contains("copy", StringComparison.Ordinal) ? 2 : 1, verifier.Model.PresentObjects);
    }

    [RuntimeFact("python3")]
    public void A_campaign_ends_with_the_first_program_that_ends_a_process()
    {
        var options = new CampaignOptions { Programs = 50, Operations = 20, ShrinkExecutions = 20 };
        CampaignResult one = Verify(options, "crash"), three = Verify(options with { Jobs = 3 }, "crash");
        Assert.Equal((1, 1), (one.Programs, three.Programs));
        Assert.Equal(one.Statistics, three.Statistics);
        Assert.Equal(Describe(one), Describe(three));
    }

    [RuntimeFact("python3")]
    public void Laws_that_need_what_cannot_be_seen_do_not_apply()
    {
        CampaignResult result = Verify(new CampaignOptions { Programs = 0 });
        Assert.Equal(
            "S5 S8 S9 S10 S11 S12 S14 S15 S17 S18 W5 W6 F4 F7 L3 L4 L6 L8 L9 A1 A2 P1 P2",
            string.Join(' ', result.LawsNotApplied.Select(law => law.Id)));
    }

    [RuntimeFact("python3")]
    public void The_version_is_known() => Assert.Matches(@"^(CPython|PyPy) 3\.\d+\.\d+", Python.AskVersion());

    [RuntimeFact("python3")]
    public void An_adapter_ends_when_its_input_ends()
    {
        using Process process = StartAdapter();
        process.StandardInput.Close();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(10)));
        Assert.Equal(0, process.ExitCode);
    }

    [RuntimeFact("python3")]
    public void An_adapter_that_hangs_ends_even_if_nobody_is_left_to_end_it()
    {
        using Process process = StartAdapter("hang");
        process.StandardInput.Write("{\"type\":\"run\",\"id\":1,\"slots\":1,\"seconds\":1,\"ops\":[13,-1,0,0,0]}\n");
        process.StandardInput.Close();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(10)));
        Assert.Equal(128 + 14, process.ExitCode);
    }

    /// <summary>The process as a pool starts it, without anybody to supervise it.</summary>
    private static Process StartAdapter(string? fault = null)
    {
        using AdapterPool pool = Python.Open(fault);
        Process process = ProcessGroup.Start(pool.Command);
        Assert.StartsWith("{\"type\":\"hello\"", process.StandardOutput.ReadLine(), StringComparison.Ordinal);
        return process;
    }

    private static CampaignResult Verify(CampaignOptions options, string? fault = null)
    {
        using AdapterPool pool = Python.Open(fault);
        return new Campaign(options).Run(new SubjectDefinition("python3", pool.CreateSubject));
    }

    private static string Describe(CampaignResult result) =>
        string.Join('\n', result.Violations.Select(v => $"{v.Violation}\n{v.OperationsBefore} operations\n{v.Program}"));
}
