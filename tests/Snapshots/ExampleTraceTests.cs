using GcVerify.Collectors;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Reporting;
using GcVerify.Simulation;

namespace GcVerify.Snapshots;

/// <summary>Each example on each collector, step by step: the lessons of its first lines are to be seen there.</summary>
public sealed class ExampleTraceTests
{
    private static readonly string[] s_examples =
    [
        "copies", "counts", "cycle", "cycle-collected", "finalizers-in-cycle", "generations", "global", "immortals", "local", "released",
        "returned", "thresholds",
    ];

    public static TheoryData<string> Examples => [.. s_examples];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_on_each_collector(string example)
    {
        MutatorProgram program = ProgramParser.Parse(Repository.Read($"examples/{example}.gcp"), example);
        string traces = string.Concat(CollectorCatalog.Correct.Select(entry => $"{entry.Name}\n{TraceOf(program, entry)}\n"));
        await Verify(traces).UseParameters(example);
    }

    [Fact]
    public void The_list_of_examples_is_complete() => Assert.Equal(s_examples, Repository.NamesIn("examples", "*.gcp"));

    private static string TraceOf(MutatorProgram program, CollectorEntry entry)
    {
        var judge = new Judge();
        judge.Begin(program);
        var recorder = new TraceRecorder(judge);
        new SimulatedSubject(entry.Create).Run(program, ObservationPlan.Dense, recorder);
        Assert.Null(judge.Violation);
        return TraceText.Render(recorder.ToTrace());
    }
}
