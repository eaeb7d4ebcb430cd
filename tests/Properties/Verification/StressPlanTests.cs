using GcVerify.Collectors;
using GcVerify.Heap;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Simulation;
using GcVerify.Verification;

namespace GcVerify.Properties.Verification;

public sealed class StressPlanTests
{
    private static readonly MutatorProgram Program = ProgramParser.Parse("r0 = new 1\nr1 = weak r0\nr0 = null\nr2 = copy r1", "program");

    [Theory]
    [InlineData(1, 0, 0, "collect; r0 = new 1; collect; r1 = weak r0; collect; r0 = null; collect; r2 = copy r1")]
    [InlineData(3, 0, 0, "r0 = new 1; r1 = weak r0; collect; r0 = null; r2 = copy r1")]
    [InlineData(0, 2, 0, "r0 = new 1; step 16; r1 = weak r0; r0 = null; step 16; r2 = copy r1")]
    [InlineData(2, 4, 0, "r0 = new 1; collect; r1 = weak r0; r0 = null; collect; step 16; r2 = copy r1")]
    [InlineData(0, 0, 1, "r0 = new 0+256; r1 = weak r0; r0 = null; r2 = copy r1")]
    [InlineData(0, 0, 2, "r0 = new 1; r1 = new 0+256; r0 = null; r2 = copy r1")]
    [InlineData(0, 0, 3, "r0 = new 1; r1 = weak r0; r0 = null; r2 = new 0+256")]
    [InlineData(0, 0, 4, "r0 = new 1; r1 = weak r0; r0 = null; r2 = copy r1")]
    public void A_plan_is_a_transformation_of_programs(int collect, int step, int fail, string expected)
    {
        var plan = new StressPlan { CollectEvery = collect, StepEvery = step, FailAllocation = fail };
        MutatorProgram stressed = plan.Apply(Program, 0, new ProgramBuffer());
        Assert.Equal(expected, string.Join("; ", stressed.Body.ToArray().Select(operation => operation.ToString())));
        Assert.Equal(fail == 0 ? 0 : 256, stressed.HeapWords);
    }

    [Fact]
    public void Each_allocation_fails_in_turn()
    {
        var plan = new StressPlan { FailAllocation = StressPlan.EachAllocation };
        Assert.Equal(3, plan.VariantsOf(Program));
        for (int variant = 0; variant < 3; variant++)
        {
            MutatorProgram stressed = plan.Apply(Program, variant, new ProgramBuffer());
            var alone = new StressPlan { FailAllocation = variant + 1 };
            Assert.Equal(alone.Apply(Program, 0, new ProgramBuffer()).ToString(), stressed.ToString());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    [InlineData(Limits.HeapWords)]
    public void The_allocation_is_refused_by_the_collector_itself_whatever_the_heap(int heapWords)
    {
        var plan = new StressPlan { FailAllocation = 1 };
        MutatorProgram stressed = plan.Apply(ProgramParser.Parse("r0 = new 1\nr1 = new 2", "program").WithHeapWords(heapWords), 0,
            new ProgramBuffer());
        foreach (CollectorEntry entry in CollectorCatalog.Correct)
        {
            var verifier = new ProgramVerifier(Subjects.Of(entry));
            Assert.Null(verifier.Replay(stressed));
            Assert.Equal((1, 1), (verifier.Statistics.Refusals, verifier.Statistics.Allocations));
        }
    }

    /// <summary>Only a heap that is full shows it, and the programs of the campaign never fill theirs.</summary>
    [Fact]
    public void A_collector_that_forgets_a_root_when_it_refuses_is_found_by_a_campaign_under_stress_alone()
    {
        var subject = new SubjectDefinition("forgets", () => new SimulatedSubject(host => new ForgetsRootsWhenFull(host)));
        var options = new CampaignOptions { Programs = 20, Operations = 40 };
        Assert.Equal(Verdict.Holds, new Campaign(options).Run(subject).Verdict);

        CampaignOptions stressed = options with { Stress = new StressPlan { FailAllocation = StressPlan.EachAllocation } };
        CampaignResult one = new Campaign(stressed).Run(subject), two = new Campaign(stressed with { Jobs = 2 }).Run(subject);

        Assert.Equal(Verdict.Violated, one.Verdict);
        Assert.Equal(one.Violations[0].Program.ToString(), two.Violations[0].Program.ToString());
        Assert.Equal(one.Statistics, two.Statistics);
        Assert.InRange(one.Violations[0].OperationsAfter, 1, 3);
        Assert.True(one.Violations[0].FailedAllocation > 0);
        Assert.NotNull(new ProgramVerifier(subject).Replay(one.Violations[0].Program));
    }

    private sealed class ForgetsRootsWhenFull(ICollectorHost host) : Docs.Semispace(host)
    {
        public override Address Allocate(Shape shape)
        {
            Address address = base.Allocate(shape);
            if (address.IsNull)
            {
                Host.Heap.WriteReference(Host.Roots[0], Address.Null);
            }

            return address;
        }
    }
}
