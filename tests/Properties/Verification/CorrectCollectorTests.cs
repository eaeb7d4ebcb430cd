using GcVerify.Collectors;
using GcVerify.Generators;
using GcVerify.Oracle;
using GcVerify.Verification;

namespace GcVerify.Properties.Verification;

public sealed class CorrectCollectorTests
{
    public static TheoryData<string, string> CollectorsAndPresets
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (CollectorEntry entry in CollectorCatalog.Correct)
            {
                foreach (Preset preset in Preset.All)
                {
                    data.Add(entry.Name, preset.Name);
                }
            }

            return data;
        }
    }

    private static readonly Dictionary<string, string> lawsRuledOut = new()
    {
        ["baker-copying"] = "S8 S10 S12 S14 S18 F7 L2 L3 A2 P2",
        ["card-marking"] = "S9 S10 S11 S14 S17 S18 F4 F7 L2 L8 L9 P1 P2",
        ["cpython"] = "S9 S10 S11 S12 S17 W5 F4 F7 L8 L9 P1 P2",
        ["cpython-save-all"] = "S9 S10 S11 S12 S17 S19 W5 W6 F1 F2 F3 F4 F5 F6 L8 L9 P1 P2",
        ["cpython-uncollectable"] = "S9 S10 S11 S12 S17 W5 F4 L8 L9 P1 P2",
        ["deferred-reference-counting"] = "S8 S9 S10 S11 S12 S17 S19 W5 W6 F1 F2 F3 F4 F5 F6 F7 L3 L8 L9 P1 P2",
        ["generational"] = "S9 S10 S11 S14 S17 S18 F4 F7 L2 L8 L9 P1 P2",
        ["incremental-mark-sweep"] = "S8 S10 S12 S18 F7 L2 L3",
        ["mark-compact"] = "S8 S9 S10 S11 S12 S17 S18 F7 L2 L3 L8 L9 P1 P2",
        ["mark-region"] = "S8 S9 S10 S11 S12 S17 S18 F7 L2 L3 L8 L9 P1 P2",
        ["mark-sweep"] = "S8 S9 S10 S11 S12 S17 S18 F7 L2 L3 L8 L9 P1 P2",
        ["no-collection"] = "S8 S9 S10 S11 S12 S17 S18 S19 W1 W2 W3 W4 W5 W6 F1 F2 F3 F4 F5 F6 F7 L1 L2 L3 L7 L8 L9 P1 P2",
        ["reference-counting"] = "S8 S9 S10 S11 S12 S17 S19 W5 W6 F1 F2 F3 F4 F5 F6 F7 L3 L8 L9 P1 P2",
        ["semispace"] = "S8 S9 S10 S11 S12 S14 S17 S18 F7 L2 L3 L8 L9 P1 P2",
        ["snapshot-mark-sweep"] = "S8 S12 S18 F7 L2 L3",
        ["trial-deletion"] = "S8 S9 S10 S11 S12 S17 S19 W5 W6 F1 F2 F3 F4 F5 F6 F7 L3 L8 L9 P1 P2",
    };

    public static TheoryData<string> Collectors => [.. CollectorCatalog.Correct.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(CollectorsAndPresets))]
    public void Every_law_holds_in_300_programs(string collector, string preset)
    {
        CampaignResult result = Run(collector, preset, programs: 300, operations: 60);
        Assert.Empty(result.Violations.Select(report => $"{report.Violation}\n{report.Program}"));
        Assert.Equal((Verdict.Holds, 300), (result.Verdict, result.Programs));
        Assert.True(result.Statistics.Collections >= 300, "every program ends with a collection");
    }

    [Theory]
    [MemberData(nameof(Collectors))]
    public void The_laws_that_promises_rule_out_are_listed(string collector) =>
        Assert.Equal(
            lawsRuledOut[collector],
            string.Join(' ', Run(collector, "mixed", programs: 1, operations: 1).LawsNotApplied.Select(law => law.Id)));

    [Fact]
    public void A_heap_that_runs_out_is_refused_honestly() =>
        Assert.All(
            CollectorCatalog.Correct,
            entry => Assert.True(Run(entry.Name, "small-heap", programs: 50, operations: 200).Statistics.Refusals >= 10));

    private static CampaignResult Run(string collector, string preset, int programs, int operations) =>
        new Campaign(new CampaignOptions { Programs = programs, Operations = operations, Preset = Preset.TryFind(preset)! })
            .Run(Subjects.Of(collector));
}
