using GcVerify.Collectors;
using GcVerify.Generators;
using GcVerify.Heap;
using GcVerify.Mutator;
using GcVerify.Simulation;
using GcVerify.Verification;

namespace GcVerify.Properties.Collectors;

/// <summary>Edits that look like faults and are none: with the promise that they give up taken back, every law holds.</summary>
public sealed class EquivalentVariantTests
{
    public static TheoryData<string> Presets => ["mixed", "moves", "steps", "small-heap"];

    [Theory]
    [MemberData(nameof(Presets))]
    public void New_objects_may_be_white_while_marking_under_an_insertion_barrier(string preset) =>
        AssertHolds(preset, host => new AllocatesWhiteWhileMarking(host));

    [Theory]
    [MemberData(nameof(Presets))]
    public void Roots_may_be_scanned_again_under_a_deletion_barrier(string preset) =>
        AssertHolds(preset, host => new ScansRootsAgain(host));

    private static void AssertHolds(string preset, Func<ICollectorHost, ICollector> collector)
    {
        var options = new CampaignOptions { Programs = 500, Operations = 100, Preset = Preset.TryFind(preset)! };
        CampaignResult result = new Campaign(options).Run(new SubjectDefinition("variant", () => new SimulatedSubject(collector)));
        Assert.Empty(result.Violations.Select(report => $"{report.Violation}\n{report.Program}"));
        Assert.Equal(500, result.Programs);
    }

    /// <summary>
    /// The scan of the roots finds new objects that are reachable. That marking ends is no longer certain. Once finalizers have become due no new object may be white, for it could have one.
    /// </summary>
    private sealed class AllocatesWhiteWhileMarking(ICollectorHost host) : IncrementalMarkSweep(host)
    {
        public override Promises Promises => base.Promises with { AllocatesBlack = false, CycleWords = 0 };

        private bool _processed;

        protected override bool AllocatesBlack => Phase != CyclePhase.Marking || _processed;

        protected override void BeginMarking() => _processed = false;

        protected override void ReferencesProcessed() => _processed = true;
    }

    /// <summary>It finds nothing: the mutator holds only what the snapshot reached and what is new.</summary>
    private sealed class ScansRootsAgain(ICollectorHost host) : SnapshotMarkSweep(host)
    {
        public override Promises Promises => base.Promises with { StepWork = SliceWork(12), AllocationWork = AllocationWork(12) };

        protected override void LookAgain()
        {
            ScanRoots();
            Assert.Equal(0, GreyStack.Count);
        }
    }
}
