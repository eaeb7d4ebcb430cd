using FsCheck.Xunit;
using GcVerify.Generators.Shrinking;
using GcVerify.Mutator;
using GcVerify.PropertyTesting;

namespace GcVerify.Properties.Generators;

/// <summary>One step of shrinking, without executing anything.</summary>
public sealed class ShrinkCandidatesTests
{
    [Property(Arbitrary = [typeof(MutatorPrograms)], MaxTest = 20, EndSize = 20)]
    public void Each_candidate_is_another_program_and_is_offered_once(MutatorProgram program)
    {
        string[] candidates = [.. ShrinkCandidates.Of(program).Select(candidate => candidate.ToString())];
        Assert.Equal(candidates.Length, candidates.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(program.ToString(), candidates);
        Assert.InRange(candidates.Length, 0, ShrinkCandidates.AtMost);
    }

    [Property(Arbitrary = [typeof(MutatorPrograms)], MaxTest = 20)]
    public void A_shrinker_that_accepts_none_executes_the_same_candidates_in_the_same_order(MutatorProgram program)
    {
        var executed = new List<string>();
        new ProgramShrinker(candidate => Refuse(executed, candidate), budget: 200).Shrink(program);
        Assert.Equal(executed, ShrinkCandidates.Of(program).Take(executed.Count).Select(candidate => candidate.ToString()));
    }

    [Property(Arbitrary = [typeof(MutatorPrograms)], MaxTest = 20)]
    public void Taking_the_first_candidate_again_and_again_ends(MutatorProgram program)
    {
        int steps = 0;
        for (MutatorProgram? next = program; next is not null && steps <= 10_000; steps++)
        {
            next = ShrinkCandidates.Of(next).FirstOrDefault();
        }

        Assert.InRange(steps, 1, 10_000);
    }

    private static bool Refuse(List<string> executed, MutatorProgram candidate)
    {
        executed.Add(candidate.ToString());
        return false;
    }
}
