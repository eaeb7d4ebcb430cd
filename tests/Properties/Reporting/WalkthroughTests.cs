using System.Text.Json;
using GcVerify.Collectors;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Reporting.Html;
using GcVerify.Simulation;

namespace GcVerify.Properties.Reporting;

public sealed class WalkthroughTests
{
    private const string Lost = "r0 = new 0\nr1 = new 1\nr1.0 = r0\nr0 = null\n";

    [Fact]
    public void The_failing_step_marks_the_object_and_the_reference_that_is_broken()
    {
        JsonElement run = Walk("skips-last-field", Lost);

        JsonElement failing = Step(run, run.GetProperty("violation").GetProperty("step").GetInt32());
        Assert.Equal("S1", run.GetProperty("violation").GetProperty("law").GetString());
        Assert.Equal(["#1:culprit"], Marks(failing));
        Assert.Equal("freed", Objects(failing).First(one => one.GetProperty("number").GetInt32() == 1).GetProperty("state").GetString());
        Assert.Equal(["r1 -> 2 kept", "#2.0 -> 1 broken"], Lines(run, failing));
        Assert.Contains("S1 no-live-object-freed is violated: Object #1 is freed, but it is reachable.", Says(failing));
    }

    [Fact]
    public void Each_step_tells_the_references_that_it_made_and_cut()
    {
        JsonElement run = Walk("skips-last-field", Lost);

        Assert.Equal(["r0 -> 1 added"], Lines(run, Step(run, 1)));
        Assert.Equal(["r0 -> 1 kept", "r1 -> 2 kept", "#2.0 -> 1 added"], Lines(run, Step(run, 3)));
        Assert.Contains("#2.0 now refers to #1.", Says(Step(run, 3)));
        Assert.Equal(["r1 -> 2 kept", "#2.0 -> 1 kept", "r0 -> 1 cut"], Lines(run, Step(run, 4)));
        Assert.Contains("r0 no longer refers to #1.", Says(Step(run, 4)));
    }

    [Fact]
    public void What_a_collection_moves_is_marked_where_it_was_moved_and_not_after()
    {
        JsonElement run = Walk("semispace", "r0 = new 1\ncollect\nr1 = r0\n");

        Assert.Equal(["#1:new"], Marks(Step(run, 1)));
        Assert.Equal(["#1:moved"], Marks(Step(run, 2)));
        Assert.Empty(Marks(Step(run, 3)));
    }

    [Fact]
    public void Garbage_is_told_in_the_step_that_makes_it_and_is_freed_by_the_collection()
    {
        JsonElement run = Walk("mark-sweep", "r0 = new 1\nr0 = null\ncollect\n");

        Assert.Contains("#1 is garbage from here on: no root leads there.", Says(Step(run, 2)));
        Assert.Equal(["garbage"], Objects(Step(run, 2)).Select(one => one.GetProperty("state").GetString()));
        Assert.Equal(["freed"], Objects(Step(run, 3)).Select(one => one.GetProperty("state").GetString()));
        Assert.Empty(Objects(Step(run, 4)));
    }

    [Fact]
    public void Words_are_those_of_the_heap_after_each_step()
    {
        RecordedRun run = Record("mark-sweep", ProgramParser.Parse("locals 2\nr0 = new 1+3\nr1 = new 0\nr0 = null\ncollect\n", "test"));

        Assert.Equal(run.Moments.Length, run.Words.Length);
        Assert.All(run.Moments.Zip(run.Words), pair =>
        {
            Assert.Equal(pair.First.Present.Count(), pair.Second.Count(kind => kind == WordKind.ObjectStart));
            Assert.Equal(
                pair.First.Present.Sum(one => one.Words), pair.Second.Count(kind => kind is WordKind.ObjectStart or WordKind.Object));
            Assert.Equal(2, pair.Second.Count(kind => kind == WordKind.Root));
        });
        Assert.Equal([0, 1, 2, 2, 1, 1], run.Words.Select(words => words.Count(kind => kind == WordKind.ObjectStart)));
    }

    [Fact]
    public void A_subject_without_words_shows_none()
    {
        RecordedRun run = RecordedRun.Record(new Wordless(Subject("mark-sweep")), ProgramParser.Parse(Lost, "test"), null);

        Assert.Empty(run.Words);
        Assert.False(Step(Json(run, null), 1).TryGetProperty("words", out _));
    }

    [Fact]
    public void Words_are_written_in_runs_of_a_kind_and_objects_apart() => Assert.Equal(
        "f1r2O1o2O1l1m3",
        WordText.Of(
        [
            WordKind.Free, WordKind.Root, WordKind.Root, WordKind.ObjectStart, WordKind.Object, WordKind.Object, WordKind.ObjectStart,
            WordKind.Link, WordKind.Metadata, WordKind.Metadata, WordKind.Metadata,
        ]));

    [Fact]
    public void Of_a_long_run_the_steps_before_the_violation_are_shown()
    {
        string padding = string.Concat(Enumerable.Repeat("r2 = null\n", 500));

        JsonElement run = Walk("skips-last-field", padding + Lost + "collect\n");

        JsonElement[] steps = [.. run.GetProperty("steps").EnumerateArray()];
        Assert.Equal(RecordedRun.MostSteps + 1, steps.Length);
        Assert.Equal(505, steps[^1].GetProperty("step").GetInt32());
        Assert.Equal(505, run.GetProperty("violation").GetProperty("step").GetInt32());
    }

    [Fact]
    public void A_heap_of_too_many_objects_is_told_and_not_drawn()
    {
        string many = string.Concat(Enumerable.Repeat("r1 = new 1\nr0 = new 1\nr0.0 = r1\n", UnionPicture.MostObjects));

        JsonElement run = Walk("mark-sweep", many);

        Assert.False(run.TryGetProperty("picture", out _));
        Assert.Equal(RecordedRun.MostSteps + 1, run.GetProperty("steps").GetArrayLength());
        Assert.All(run.GetProperty("steps").EnumerateArray(), step => Assert.InRange(Objects(step).Length, 0, UnionPicture.MostObjects));
    }

    [Fact]
    public void An_object_keeps_its_place_from_step_to_step_as_boxes_are_told_once()
    {
        JsonElement run = Walk("semispace", Lost + "collect\nr1 = null\n");

        int[] boxes = [.. run.GetProperty("steps").EnumerateArray().SelectMany(Objects)
            .Where(one => one.GetProperty("number").GetInt32() == 2).Select(one => one.GetProperty("box").GetInt32()).Distinct()];
        Assert.Single(boxes);
    }

    private static SimulatedSubject Subject(string collector)
    {
        CollectorEntry entry = CollectorCatalog.Find(collector)!;
        return new SimulatedSubject(entry.Create, entry.MutatorFault);
    }

    private static RecordedRun Record(string collector, MutatorProgram program)
    {
        ISubject subject = Subject(collector);
        RecordedRun whole = RecordedRun.Record(subject, program, null);
        return RecordedRun.Record(subject, program, whole.History.Violation?.OperationIndex);
    }

    private static JsonElement Walk(string collector, string text)
    {
        RecordedRun run = Record(collector, ProgramParser.Parse(text, "test"));
        return Json(run, run.History.Violation);
    }

    private static JsonElement Json(RecordedRun run, Violation? violation) =>
        JsonDocument.Parse(new Walkthrough("test", run, violation, "", "p.gcp", "gcverify run p.gcp").ToJson()).RootElement;

    private static JsonElement Step(JsonElement run, int step) =>
        run.GetProperty("steps").EnumerateArray().Single(one => one.GetProperty("step").GetInt32() == step);

    private static JsonElement[] Objects(JsonElement step) => [.. step.GetProperty("objects").EnumerateArray()];

    private static IEnumerable<string?> Says(JsonElement step) => step.GetProperty("says").EnumerateArray().Select(one => one.GetString());

    private static IEnumerable<string> Marks(JsonElement step) => Objects(step).SelectMany(one =>
        one.GetProperty("marks").EnumerateArray().Select(mark => $"#{one.GetProperty("number")}:{mark}"));

    private static IEnumerable<string> Lines(JsonElement run, JsonElement step)
    {
        JsonElement[] lines = [.. run.GetProperty("picture").GetProperty("lines").EnumerateArray()];
        return step.GetProperty("lines").EnumerateArray()
            .Select(one => (Line: lines[one[0].GetInt32()], State: one[1].GetString()))
            .Select(one => $"{one.Line.GetProperty("from")} -> {one.Line.GetProperty("to")} {one.State}");
    }

    private sealed class Wordless(ISubject inner) : ISubject
    {
        public void Run(MutatorProgram program, ObservationPlan plan, IObserver observer) => inner.Run(program, plan, observer);
    }
}
