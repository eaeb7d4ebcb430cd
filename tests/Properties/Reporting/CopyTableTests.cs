using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Properties.Verification;
using GcVerify.Reporting;

namespace GcVerify.Properties.Reporting;

/// <summary>What assignments and copies make and share agrees with the moments after them.</summary>
public sealed class CopyTableTests
{
    private const int ProgramsOfEachPreset = 6;

    [Theory]
    [InlineData("reference-counting")]
    [InlineData("generational")]
    public void A_row_counts_what_its_step_allocated_and_what_its_result_leads_to_that_is_older(string collector) =>
        HeapRuns.OfEachPreset(collector, ProgramsOfEachPreset, (HeapRecorder recorder, MutatorProgram program) =>
        {
            CopyTable table = TableOf(collector, program);
            int[] steps = [.. Enumerable.Range(1, program.Body.Length).Where(step => IsCopy(program.Body[step - 1]))];
            Assert.Equal(steps, table.Rows.Select(row => row.Step));
            Assert.Equal(steps.Length, table.AllRows);
            foreach (CopyTableRow row in table.Rows)
            {
                HeapMoment moment = recorder.Moments.Single(one => one.Step == row.Step);
                HeapObject[] made = [.. moment.All.Where(one => one.AllocatedAt == row.Step)];
                Assert.Equal(new Tally(made.Length, made.Sum(one => one.Words)), row.Made);
                Operation operation = program.Body[row.Step - 1];
                int result = operation.IsCompound && made.Length == 0 ? 0 : InRoot(moment, operation.RootAt(0));
                HeapObject[] older = [.. LedTo(moment, result).Select(number => moment[number]).Where(one => one.AllocatedAt < row.Step)];
                Assert.Equal(new Tally(older.Length, older.Sum(one => one.Words)), row.Shared);
                Assert.True(operation.Kind != OperationKind.Assign || row.Made == default);
                Assert.True(operation.Kind != OperationKind.Copy || row.Made.Objects <= 1);
            }
        });

    private static CopyTable TableOf(string collector, MutatorProgram program)
    {
        var judge = new Judge();
        judge.Begin(program);
        var table = new CopyTable(program, judge.Model, int.MaxValue);
        var recorder = new HeapRecorder(judge, step =>
        {
            table.Observe(step);
            return false;
        });
        Subjects.Of(collector).Create().Run(program, ObservationPlan.Spaced, recorder);
        return table;
    }

    private static bool IsCopy(Operation operation) =>
        operation.Kind is OperationKind.Assign or OperationKind.Copy or OperationKind.DeepCopy;

    private static int InRoot(HeapMoment moment, Root root)
    {
        int depth = moment.Roots.Where(one => !one.Root.IsNone).Max(one => one.Depth);
        HeapRoot[] slots = [.. moment.Roots.Where(one =>
            !one.Root.IsNone && one.Root.IsGlobal == root.IsGlobal && (root.IsGlobal || one.Depth == depth))];
        return slots.Length == 0 ? 0 : slots[root.Index % slots.Length].Number;
    }

    private static HashSet<int> LedTo(HeapMoment moment, int start)
    {
        var reached = new HashSet<int>();
        for (HashSet<int> fresh = start == 0 ? [] : [start]; fresh.Count > 0;)
        {
            reached.UnionWith(fresh);
            IEnumerable<int> targets = fresh.SelectMany(number => moment.FieldsOf(number)[moment.WeakFieldsOf(number)..].ToArray());
            fresh = [.. targets.Where(target => target != 0 && !reached.Contains(target))];
        }

        return reached;
    }
}
