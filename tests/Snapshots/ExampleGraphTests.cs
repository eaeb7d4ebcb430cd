using GcVerify.Collectors;
using GcVerify.Mutator;
using GcVerify.Reporting;
using GcVerify.Simulation;

namespace GcVerify.Snapshots;

/// <summary>The heap of each example in every format, in the middle of the run and at its end: the lessons are to be seen there.</summary>
public sealed class ExampleGraphTests
{
    private static readonly string[] s_collectors = ["reference-counting", "mark-sweep", "generational", "semispace"];

    public static TheoryData<string> Examples => [.. Repository.NamesIn("examples", "*.gcp")];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task The_heap_of_an_example_as_text(string example) =>
        await Verify(Pictures(example, s_collectors, TextGraph.Render)).UseParameters(example);

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task The_heap_of_an_example_as_Mermaid(string example) =>
        await Verify(Pictures(example, ["generational"], MermaidGraph.Render)).UseParameters(example);

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task The_heap_of_an_example_as_DOT(string example) =>
        await Verify(Pictures(example, ["generational"], DotGraph.Render)).UseParameters(example);

    private static string Pictures(string example, string[] collectors, Func<HeapPicture, string> render)
    {
        MutatorProgram program = ProgramParser.Parse(Repository.Read($"examples/{example}.gcp"), example);
        int[] steps = [program.Body.Length / 2, program.Body.Length];
        return string.Join('\n', collectors.SelectMany(collector => Moments(collector, program, steps).Select(moment => render(
            PictureSelection.Of(moment, new GraphQuery(), $"{collector} after step {moment.Step}, '{moment.Operation}'")))));
    }

    private static IReadOnlyList<HeapMoment> Moments(string collector, MutatorProgram program, int[] steps) => HeapRecorder.Run(
        new SimulatedSubject(CollectorCatalog.Find(collector)!.Create), program, ObservationPlan.Dense, steps.Contains).Moments;
}
