using System.Text;
using GcVerify.Adapters;
using GcVerify.Generators;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Verification;

namespace GcVerify.AdapterTests;

/// <summary>
/// What adapters, or the judge, once took for a bug of a runtime. Where a collection comes unasked it has to come at a certain moment: so these programs do
/// the same again and again, with more or less between.
/// </summary>
public sealed class RuntimeRegressionTests
{
    /// <summary>A collection may come between looking at one weak reference and at the next, or between looking and writing.</summary>
    [RuntimeTheory("lua5.1")]
    [InlineData("r1 = new 1\nr0 = weak r1\nr2 = weak r1\nr1 = null", "r0.0 = r0")]
    public void Weak_references_of_Lua_5_1_that_were_cleared_can_be_written(string before, string after) =>
        HoldsAgainAndAgain("lua5.1", "enable", before, "r3 = new 4", after, 1500);

    [RuntimeTheory("lua5.3")]
    [InlineData("r1 = new 1\nr0 = weak r1\nr2 = weak r1\nr1 = null", "r0.0 = r0")]
    [InlineData("r1 = new 1\nr0 = ephemeron r1 r1\nr2 = weak r1\nr1 = null", "r0.0 = null")]
    public void Weak_references_of_Lua_5_3_that_were_cleared_can_be_written(string before, string after) =>
        HoldsAgainAndAgain("lua5.3", "enable", before, "r3 = new 4", after, 1500);

    /// <summary>A step calls <c>__gc</c> of some of the objects that were found dead together; the first brings the other back.</summary>
    [RuntimeFact("lua5.3")]
    public void Finalizers_that_Lua_calls_in_slices_belong_together() => HoldsAgainAndAgain(
        "lua5.3",
        "finalizer f\ng0 = r0\nend",
        "r0 = new 1 finalizable f\nr1 = new 1 finalizable f\nr1.0 = r0\nr0.0 = r1\nr0 = null\nr1 = null",
        "step 1\nstep 1\nstep 1",
        "step 1",
        60);

    /// <summary>The destructor of #1 lets go of #2 and #3, and that of #3 brings both back, in one call of <c>gc_collect_cycles</c>.</summary>
    [RuntimeFact("php")]
    public void Destructors_of_PHP_may_let_go_of_what_is_found_in_the_same_collection() => HoldsAgainAndAgain(
        "php",
        "finalizer f\ng0 = r0\nend",
        "r0 = new 1 finalizable f\nr0.0 = r0\nr0 = new 1 finalizable f\ng0 = new 1 finalizable f\nr0.0 = g0\ng0.0 = r0\nr0 = null",
        "",
        "collect",
        1);

    /// <summary>
    /// Only the object with the finalizer leads to the weak reference: it is cleared one collection later than others, and is to be looked at even though
    /// the collection has cleared weak references to it, too.
    /// </summary>
    [RuntimeTheory("java")]
    [InlineData("r0 = null")]
    [InlineData("collect\nr0 = null")]
    public void Weak_references_of_what_the_JVM_finalizes_are_cleared_by_the_next_collection(string after) => HoldsAgainAndAgain(
        "java",
        "finalizer f\nend",
        "r0 = new 0\nr1 = new 1 finalizable f\nr2 = weak r0\nr1.0 = r2\nr1 = null\nr2 = null",
        "",
        after,
        1);

    /// <summary>The same, but the collection that finds the object with the finalizer clears the weak reference and frees its referent.</summary>
    [RuntimeFact("pypy3")]
    public void Weak_references_of_what_PyPy_finalizes_are_told_to_be_cleared() => HoldsAgainAndAgain(
        "pypy3",
        "finalizer f\nend",
        "r0 = new 0\nr1 = new 1 finalizable f\nr2 = weak r0\nr1.0 = r2\nr1 = null\nr2 = null",
        "",
        "r0 = null",
        1);

    /// <summary>A walk touches counts, and so the order in which a collection looks at objects: of two dead cycles the other is finalized first.</summary>
    [RuntimeFact("php")]
    public void PHP_may_finalize_in_another_order_when_it_is_observed()
    {
        using AdapterPool pool = RuntimeCatalog.Find("php")!.Open();
        var options = new CampaignOptions { Programs = 700, Seed = 1, Preset = Preset.Weak, Jobs = 2 };
        CampaignResult result = new Campaign(options).Run(new SubjectDefinition("php", pool.CreateSubject));
        Assert.True(result.Verdict == Verdict.Holds, string.Join('\n', result.Violations.Select(v => $"{v.Violation}\n{v.Program}")));
    }

    private static void HoldsAgainAndAgain(string runtime, string once, string before, string filler, string after, int times)
    {
        var text = new StringBuilder(once);
        for (int i = 0; i < times; i++)
        {
            text.Append('\n').Append(before);
            text.Insert(text.Length, "\n" + filler, i % 7);
            text.Append('\n').Append(after);
        }

        using AdapterPool pool = RuntimeCatalog.Find(runtime)!.Open();
        Violation? violation = new ProgramVerifier(new SubjectDefinition(runtime, pool.CreateSubject)).Check(ProgramParser.Parse(text.ToString(), "again.gcp"));
        Assert.True(violation is null, $"{violation?.Law.Id}: {violation?.Message}");
    }
}
