using GcVerify.Collectors;
using GcVerify.Generators;
using GcVerify.Mutator;
using GcVerify.Simulation;
using GcVerify.Verification;

namespace GcVerify.Properties.Verification;

/// <summary>A law that a campaign never had the occasion to judge is no evidence.</summary>
public sealed class EventCoverageTests
{
    private const string Deferred = "deferred-reference-counting";

    public static TheoryData<string> Collectors => [.. CollectorCatalog.Correct.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Collectors))]
    public void The_default_campaign_leaves_no_event_out(string collector) =>
        Assert.Empty(Run(collector, new CampaignOptions()).NeverHappened);

    // Fewer programs than the default, but longer: of a scarce heap, only a part may hold small objects.
    [Theory]
    [MemberData(nameof(Collectors))]
    public void In_a_small_heap_allocations_fail_in_every_way_that_they_can(string collector) =>
        Assert.Empty(Run(collector, new CampaignOptions { Preset = Preset.SmallHeap, Programs = 1000, Operations = 400 }).NeverHappened);

    [Fact]
    public void What_a_campaign_did_not_make_happen_is_listed()
    {
        CampaignResult result = Run("generational", new CampaignOptions { Programs = 1, Operations = 1 });

        Assert.Contains(CollectorEvent.Promotion, result.NeverHappened);
        Assert.DoesNotContain(CollectorEvent.FullOnRequest, result.NeverHappened);
        Assert.DoesNotContain(CollectorEvent.PermittedLeak, result.NeverHappened);
        Assert.Equal(1, result.Events.Single(e => e.Event == CollectorEvent.FullOnRequest).Count);
    }

    [Fact]
    public void Counts_do_not_depend_on_the_number_of_workers()
    {
        CampaignResult one = Run("generational", new CampaignOptions { Programs = 300 });
        CampaignResult two = Run("generational", new CampaignOptions { Programs = 300, Jobs = 2 });

        Assert.Equal(one.Events.AsEnumerable(), two.Events);
    }

    [Theory]
    [InlineData("r0 = new 1\nr0.0 = r0\nr0 = null\ncollect", CollectorEvent.CycleReclaimed, 1)]
    [InlineData("r0 = new 1\nr0 = null\ncollect", CollectorEvent.CycleReclaimed, 0)]
    [InlineData("r0 = new 0\nr0 = r0", CollectorEvent.SelfStore, 1)]
    [InlineData("r0 = new 1\ncollect 0\ncollect 0\nr1 = new 0\nr0.0 = r1", CollectorEvent.OldToYoungStore, 1)]
    [InlineData("r0 = new 1\nr1 = new 0\nr0.0 = r1", CollectorEvent.OldToYoungStore, 0)]
    [InlineData("r0 = new 0\ncollect 0\ncollect 0", CollectorEvent.Promotion, 1)]
    [InlineData("r0 = new 0\ncall 1 r0\nr1 = return r0", CollectorEvent.ResultPassedOut, 1)]
    [InlineData("r0 = new 0\nr0 = null\ncollect\nr0 = new 0\nr0 = null\ncollect\nr0 = new 0", CollectorEvent.MemoryReused, 1)]
    public void An_event_is_counted_when_it_happens(string text, CollectorEvent happened, long times)
    {
        var subject = new SubjectDefinition("generational", () => new SimulatedSubject(host => new Generational(host)));
        MutatorProgram program = ProgramParser.Parse(text, "event");

        Assert.Equal(times, EventCoverage.Of(program, subject).Single(e => e.Event == happened).Count);
    }

    [Theory]
    [InlineData("reference-counting", "r0 = new 0\nr1 = r0\nr1 = null", CollectorEvent.CountFell, 1)]
    [InlineData("reference-counting", "r0 = new 0\nr0 = null", CollectorEvent.CountFell, 0)]
    [InlineData("reference-counting", "r0 = new 0\nr0 = r0", CollectorEvent.CountFell, 0)]
    [InlineData(Deferred, "r0 = new 0\nr1 = r0\nr1 = null", CollectorEvent.CountFell, 0)]
    [InlineData(Deferred, "r0 = new 2\nr1 = new 0\nr0.0 = r1\nr0.1 = r1\nr0.0 = r0", CollectorEvent.CountFell, 1)]
    [InlineData(Deferred, "r0 = new 1\nr1 = new 0\nr0.0 = r1\nr0.0 = r0", CollectorEvent.CountFellToRoots, 1)]
    [InlineData(Deferred, "r0 = new 1\nr1 = new 0\nr0.0 = r1\nr1 = null\nr0.0 = r0", CollectorEvent.CountFellToRoots, 0)]
    [InlineData(Deferred, "r0 = new 0\nr0 = null\ncollect\ncollect", CollectorEvent.FreedWhenReconciled, 1)]
    [InlineData("trial-deletion", "r0 = new 1\nr0.0 = r0\nr0 = null\ncollect", CollectorEvent.CycleReclaimed, 1)]
    public void An_event_of_counting_is_counted_when_it_happens(string collector, string text, CollectorEvent happened, long times)
    {
        MutatorProgram program = ProgramParser.Parse(text, "event");

        Assert.Equal(times, EventCoverage.Of(program, Subjects.Of(collector)).Single(e => e.Event == happened).Count);
    }

    [Theory]
    [InlineData("r0 = new 9\nstep 1\nr0.0 = r0", CollectorEvent.StoreWhileCollecting, 1)]
    [InlineData("r0 = new 9\nr0.0 = r0\nstep 1", CollectorEvent.StoreWhileCollecting, 0)]
    [InlineData("r0 = new 9\nstep 99\nr0.0 = r0", CollectorEvent.StoreWhileCollecting, 0)]
    [InlineData("r0 = new 9\nstep 1\nr1 = new 0", CollectorEvent.AllocationWhileCollecting, 1)]
    public void An_event_in_the_middle_of_a_collection_is_counted(string text, CollectorEvent happened, long times)
    {
        MutatorProgram program = ProgramParser.Parse(text, "event");

        Assert.Equal(times, EventCoverage.Of(program, Subjects.Of("incremental-mark-sweep")).Single(e => e.Event == happened).Count);
    }

    private static CampaignResult Run(string collector, CampaignOptions options)
    {
        CollectorEntry entry = CollectorCatalog.Find(collector)!;
        return new Campaign(options).Run(new SubjectDefinition(collector, () => new SimulatedSubject(entry.Create)));
    }
}
