using GcVerify.Collectors;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Reporting;
using GcVerify.Simulation;

namespace GcVerify.Snapshots;

/// <summary>The heap of each example, counted, at the end of the run: the lessons are to be seen there.</summary>
public sealed class ExampleHeapTests
{
    private static readonly string[] s_collectors = ["reference-counting", "mark-sweep", "generational", "semispace"];

    public static TheoryData<string> Examples => [.. Repository.NamesIn("examples", "*.gcp")];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task The_heap_of_an_example_on_several_collectors(string example)
    {
        MutatorProgram program = Parse(example);
        var query = new HeapTableQuery { By = "operation" };
        IEnumerable<string> tables = s_collectors.Select(collector =>
            HeapTableText.Render(collector, HeapTable.Of(Moments(collector, program)[^1], program, query)));
        await Verify(string.Join('\n', tables)).UseParameters(example);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task The_heap_of_an_example_by_everything(string example)
    {
        MutatorProgram program = Parse(example);
        HeapMoment moment = Moments("generational", program)[^1];
        IEnumerable<string> tables = HeapTableQuery.Groupings.Select(by =>
            HeapTableText.Render("by " + by, HeapTable.Of(moment, program, new HeapTableQuery { By = by, Dominated = true })));
        await Verify(string.Join('\n', tables)).UseParameters(example);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task What_the_second_half_of_an_example_changes(string example)
    {
        MutatorProgram program = Parse(example);
        var query = new HeapTableQuery { By = "region" };
        IEnumerable<string> differences = s_collectors.Select(collector => Moments(collector, program)).Select((moments, i) =>
            HeapDifferenceText.Render(s_collectors[i], HeapDifference.Of(moments[0], moments[^1], program, query)));
        await Verify(string.Join('\n', differences)).UseParameters(example);
    }

    [Fact]
    public async Task A_table_in_JSON()
    {
        MutatorProgram program = Parse("cycle");
        var query = new HeapTableQuery
        {
            By = "individual",
            Dominated = true,
            LeaksOnly = true,
            Lines = 2,
            Rows = [new RowChoice("operation", 1)],
        };
        HeapTable table = HeapTable.Of(Moments("reference-counting", program)[^1], program, query);
        await Verify(HeapTableJson.Render("cycle.gcp", "reference-counting", table));
    }

    [Fact]
    public async Task A_difference_in_JSON()
    {
        MutatorProgram program = Parse("released");
        IReadOnlyList<HeapMoment> moments = Moments("mark-sweep", program);
        HeapDifference difference = HeapDifference.Of(moments[0], moments[^1], program, new HeapTableQuery { By = "size", Lines = 1 });
        await Verify(HeapDifferenceJson.Render("released.gcp", "mark-sweep", difference));
    }

    [Fact]
    public async Task What_an_assignment_a_copy_and_a_deep_copy_make_and_share()
    {
        MutatorProgram program = Parse("copies");
        var judge = new Judge();
        judge.Begin(program);
        var table = new CopyTable(program, judge.Model, lines: 10);
        var recorder = new HeapRecorder(judge, step =>
        {
            table.Observe(step);
            return false;
        });
        Subject("mark-sweep").Run(program, ObservationPlan.Spaced, recorder);

        await Verify(CopyTableReport.Text("in words", table, sizesAreTold: true, inBytes: false)
            + CopyTableReport.Text("in bytes", table, sizesAreTold: true, inBytes: true)
            + CopyTableReport.Text("without sizes", table, sizesAreTold: false, inBytes: false)
            + CopyTableReport.Json("copies.gcp", "mark-sweep", program.Body.Length, table, sizesAreTold: true));
    }

    private static MutatorProgram Parse(string example) => ProgramParser.Parse(Repository.Read($"examples/{example}.gcp"), example);

    /// <summary>In the middle of the run and at its end.</summary>
    private static IReadOnlyList<HeapMoment> Moments(string collector, MutatorProgram program)
    {
        int[] steps = [program.Body.Length / 2, program.Body.Length];
        return HeapRecorder.Run(Subject(collector), program, ObservationPlan.Dense, steps.Contains).Moments;
    }

    private static SimulatedSubject Subject(string collector) => new(CollectorCatalog.Find(collector)!.Create);
}
