using System.Collections.Immutable;
using GcVerify.Adapters;
using GcVerify.Generators;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Verification;

namespace GcVerify.AdapterTests;

/// <summary>A collector in C through <c>gcverify.h</c>: that it holds, and that its bugs are found.</summary>
public sealed class NativeCollectorTests(NativeCollector collector) : IClassFixture<NativeCollector>
{
    [CompilerFact]
    public void A_generational_collector_holds_for_200_programs()
    {
        CampaignResult result = Verify(new CampaignOptions { Programs = 200, Jobs = 2 });
        Assert.True(result.Verdict == Verdict.Holds, Describe(result));
        Assert.Equal(200, result.Programs);
        Assert.InRange(result.Statistics.Released, 1000, long.MaxValue);
        Assert.InRange(result.Statistics.Walks, 1000, long.MaxValue);
    }

    [CompilerFact]
    public void A_generational_collector_holds_in_every_preset()
    {
        foreach (Preset preset in Preset.All)
        {
            CampaignResult result = Verify(new CampaignOptions { Programs = 20, Preset = preset, Seed = 7 });
            Assert.True(result.Verdict == Verdict.Holds, $"{preset}\n{Describe(result)}");
        }
    }

    [CompilerFact]
    public void A_missing_write_barrier_is_found_in_200_programs_and_in_fewer_than_10_operations()
    {
        CampaignResult result = Verify(new CampaignOptions { Programs = 200, Jobs = 2 }, "--without-barrier");
        Assert.NotEmpty(result.Violations);
        Assert.All(result.Violations, report => Assert.NotEqual(Laws.Progress, report.Violation.Law));
        Assert.InRange(result.Violations[0].OperationsAfter, 3, 9);
    }

    [CompilerTheory]
    [InlineData("--null-dereference", 3, 15)]
    [InlineData("--recursive-marker", 15, 60)]
    public void A_crash_is_found_and_the_program_shrinks(string bug, int least, int most)
    {
        ViolationReport report = Assert.Single(Verify(new CampaignOptions { Programs = 200 }, bug).Violations);
        Assert.Equal(Laws.Progress, report.Violation.Law);
        Assert.Equal(FaultKind.Crashed, report.Violation.Fault!.Kind);
        Assert.Contains("signal 11 (SIGSEGV)", report.Violation.Message, StringComparison.Ordinal);
        Assert.InRange(report.OperationsAfter, least, most);
    }

    [CompilerTheory]
    [InlineData("leak", "L1")]
    [InlineData("early", "S1")]
    [InlineData("crash", "P3")]
    public void The_faults_on_purpose_of_the_header_are_noticed(string fault, string law)
    {
        CampaignResult result = Verify(new CampaignOptions { Programs = 20, Operations = 40 }, "--fault", fault);
        Assert.Contains(result.Violations, report => report.Violation.Law.Id == law);
    }

    [CompilerFact]
    public void A_hang_on_purpose_is_noticed()
    {
        var limits = new AdapterLimits { Batch = TimeSpan.FromSeconds(1), Again = TimeSpan.FromSeconds(0.3) };
        using AdapterPool pool = collector.Open(limits, "--fault", "hang");
        var verifier = new ProgramVerifier(new SubjectDefinition("generational", pool.CreateSubject));
        Violation? violation = verifier.Check(ProgramParser.Parse("collect", "program"));
        Assert.Equal(FaultKind.Hung, violation?.Fault?.Kind);
    }

    [CompilerTheory]
    [InlineData("c99", "-std=c99")]
    [InlineData("c17", "-std=c17")]
    public void The_header_compiles_as_C_without_warnings(string standard, string option) => CompileStrictly(standard, option);

    [CompilerOfCppTheory]
    [InlineData("c++11", "-std=c++11")]
    [InlineData("c++20", "-std=c++20")]
    public void The_header_compiles_as_Cpp_without_warnings(string standard, string option) => CompileStrictly(standard, "-x", "c++", option);

    [CompilerTheory]
    [InlineData("nonsense", "malformed")]
    [InlineData("""{"type":"run","id":3,"slots":2,"seconds":9,"ops":[1,1]}""", "malformed")]
    [InlineData("""{"type":"run","id":3,"slots":2,"seconds":9,"ops":[1,1,0,x,0]}""", "malformed")]
    [InlineData("""{"type":"run","id":3,"slots":2,"seconds":9,"ops":[2,7,0,0,0]}""", "malformed")]
    [InlineData("""{"type":"run","id":3,"slots":2,"seconds":9,"ops":[8,1,0,1,0]}""", "malformed")]
    [InlineData("""{"type":"run","id":3,"slots":2,"seconds":9,"ops":[9,0,0,1,2]}""", "malformed")]
    [InlineData("""{"type":"run","id":3,"slots":2,"seconds":9,"ops":[1,1,-1,0,0]}""", "malformed")]
    [InlineData("""{"type":"run","id":3,"slots":2,"seconds":9,"ops":[99,0,0,0,0]}""", "unsupported")]
    [InlineData("""{"type":"run","id":3,"slots":2,"seconds":9,"ops":[16,9,0,0,0]}""", "unsupported")]
    public void A_request_that_cannot_be_run_is_refused_and_the_next_one_answered(string request, string code)
    {
        const string Next = """{"type":"run","id":4,"slots":2,"seconds":9,"ops":[1,1,0,0,0]}""";
        string[] replies = collector.Talk(request, Next);
        Assert.Contains($"\"code\":\"{code}\"", replies[1], StringComparison.Ordinal);
        Assert.Equal("""{"type":"ok","id":4,"n":1,"log":[0,1,1]}""", replies[2]);
    }

    private void CompileStrictly(string standard, params IEnumerable<string> options) =>
        collector.Compile($"generational-{standard}", [.. options, "-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Werror"]);

    private static string Describe(CampaignResult result) => string.Join(
        '\n', result.Violations.Select(v => $"{v.Violation}\n{v.OperationsBefore} operations\n{v.Program}"));

    private CampaignResult Verify(CampaignOptions options, params ImmutableArray<string> arguments)
    {
        using AdapterPool pool = collector.Open(limits: null, arguments);
        return new Campaign(options).Run(new SubjectDefinition("generational", pool.CreateSubject));
    }
}
