using System.Runtime.CompilerServices;
using GcVerify.Adapters;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Verification;

namespace GcVerify.AdapterTests;

/// <summary>
/// Runtimes of all kinds: each conforms, holds, and breaks a law where its adapter is broken on purpose. Where a collection takes milliseconds,
/// however little there is to collect, it holds for fewer programs than 200.
/// </summary>
public sealed class RuntimeTests
{
    // Takes 3 seconds each time; the tests of conformance have it once.
    private const string Slow = "fault-hang";

    [RuntimeFact("lua5.1")]
    public void Lua_5_1_conforms_and_holds() => Holds("lua5.1");

    [RuntimeFact("lua5.3")]
    public void Lua_5_3_conforms_and_holds() => Holds("lua5.3");

    [RuntimeTheory("lua5.4")]
    [InlineData(null)]
    [InlineData("generational")]
    public void Lua_5_4_conforms_and_holds(string? mode) => Holds("lua5.4", mode);

    [RuntimeFact("luajit")]
    public void LuaJIT_conforms_and_holds() => Holds("luajit");

    [RuntimeTheory("node")]
    [InlineData(null, 30)]
    [InlineData("parallel", 10)]
    public void Node_conforms_and_holds(string? mode, int programs) => Holds("node", mode, programs);

    [RuntimeFact("perl")]
    public void Perl_conforms_and_keeps_exactly_the_cycles() => Holds("perl");

    [RuntimeFact("php")]
    public void PHP_conforms_and_holds() => Holds("php");

    [RuntimeFact("pypy3")]
    public void PyPy_conforms_and_holds() => Holds("pypy3", null, 100);

    /// <summary>A finding. Should PyPy mend this, the example says until which version it did so.</summary>
    [RuntimeTheory("pypy3")]
    [InlineData(null, null)]
    [InlineData("shared", "W1")]
    public void PyPy_gives_out_a_dead_weak_reference_to_a_live_object(string? mode, string? law) =>
        Assert.Equal(law, LawOfFinding("pypy-dead-weakref", "pypy3", mode));

    /// <summary>A finding, likewise. What is freed is used again: whether that is seen or PHP crashes depends on what lies there.</summary>
    [RuntimeFact("php")]
    public void PHP_frees_an_object_that_is_in_use() => Assert.Contains(LawOfFinding("php-freed-in-use", "php", null), (string?[])["S1", "P3"]);

    /// <summary>Conservative runtimes are given many collections at the end of each program.</summary>
    [RuntimeTheory("ruby")]
    [InlineData(null, 50)]
    [InlineData("compact", 10)]
    public void Ruby_conforms_and_holds(string? mode, int programs) => Holds("ruby", mode, programs);

    [RuntimeFact("boehm")]
    public void Boehm_conforms_and_holds() => Holds("boehm");

    [RuntimeFact("ocaml")]
    public void OCaml_conforms_and_holds() => Holds("ocaml");

    [RuntimeTheory("dotnet")]
    [InlineData("workstation", 100)]
    [InlineData("server", 5)]
    [InlineData("non-concurrent", 30)]
    public void NET_conforms_and_holds(string mode, int programs) => Holds("dotnet", mode, programs);

    [RuntimeTheory("java")]
    [InlineData("serial", 20)]
    [InlineData("parallel", 10)]
    [InlineData("g1", 10)]
    [InlineData("zgc", 250)]
    [InlineData("shenandoah", 10)]
    public void The_JVM_conforms_and_holds(string mode, int programs) => Holds("java", mode, programs);

    [RuntimeFact("java")]
    public void Faults_of_the_JVM_are_noticed() => FaultsAreNoticed("java");

    [RuntimeFact("lua5.4")]
    public void Faults_of_Lua_are_noticed() => FaultsAreNoticed("lua5.4");

    [RuntimeFact("node")]
    public void Faults_of_Node_are_noticed() => FaultsAreNoticed("node");

    [RuntimeFact("perl")]
    public void Faults_of_Perl_are_noticed() => FaultsAreNoticed("perl");

    [RuntimeFact("php")]
    public void Faults_of_PHP_are_noticed() => FaultsAreNoticed("php");

    [RuntimeFact("pypy3")]
    public void Faults_of_PyPy_are_noticed() => FaultsAreNoticed("pypy3");

    [RuntimeFact("ruby")]
    public void Faults_of_Ruby_are_noticed() => FaultsAreNoticed("ruby");

    private static string? LawOfFinding(string finding, string runtime, string? mode, [CallerFilePath] string here = "")
    {
        RuntimeEntry entry = RuntimeCatalog.Find(runtime)!;
        using AdapterPool pool = entry.Open(mode: mode is null ? null : entry.FindMode(mode));
        string path = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "examples", "findings", finding, "program.gcp");
        var verifier = new ProgramVerifier(new SubjectDefinition(runtime, pool.CreateSubject));
        return verifier.Check(ProgramParser.Parse(File.ReadAllText(path), path))?.Law.Id;
    }

    private static void Holds(string name, string? mode = null, int programs = 200)
    {
        RuntimeEntry entry = RuntimeCatalog.Find(name)!;
        using AdapterPool pool = entry.Open(mode: mode is null ? null : entry.FindMode(mode)!);
        ConformanceReport report = AdapterConformance.Run(pool.Command, null, [.. AdapterConformance.Checks.Where(check => check != Slow)]);
        Assert.DoesNotContain(report.Results, result => result.Outcome is ConformanceOutcome.Failed or ConformanceOutcome.Skipped);

        var options = new CampaignOptions { Programs = programs, Jobs = 2 };
        CampaignResult result = new Campaign(options).Run(new SubjectDefinition(name, pool.CreateSubject));
        Assert.True(result.Verdict == Verdict.Holds, string.Join('\n', result.Violations.Select(v => $"{v.Violation}\n{v.Program}")));
        Assert.Equal(programs, result.Programs);
        Assert.InRange(result.Statistics.Released, programs, long.MaxValue);
    }

    private static void FaultsAreNoticed(string name)
    {
        foreach ((string fault, Law law) in new[] { ("leak", Laws.Completeness), ("early", Laws.Safety), ("crash", Laws.Progress) })
        {
            using AdapterPool pool = RuntimeCatalog.Find(name)!.Open(fault);
            var options = new CampaignOptions { Programs = 10, Operations = 20, ShrinkExecutions = 20, Jobs = 2 };
            CampaignResult result = new Campaign(options).Run(new SubjectDefinition(name, pool.CreateSubject));
            Assert.Contains(result.Violations, violation => violation.Violation.Law == law);
        }
    }
}
