using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Reporting;

namespace GcVerify.Cli.Workers;

/// <content>Tables of the heap at a moment of a run.</content>
internal sealed partial class Work
{
    private void Tabulate() => Answer((subject, program) =>
    {
        IReadOnlyList<HeapMoment> moments = RecordMoment(subject, program, order.Heap!.At).Moments;
        HeapMoment moment = moments[^1];
        HeapTableQuery query = order.Heap.Table;
        return (order.Heap.Since, order.Heap.Format) switch
        {
            (null, "json") => HeapTableJson.Render(order.FileName, order.Collectors[0], HeapTable.Of(moment, program, query)),
            (null, _) => HeapTableText.Render(MomentTitle(moment), HeapTable.Of(moment, program, query)),
            (_, "json") => HeapDifferenceJson.Render(order.FileName, order.Collectors[0], Difference(moments, program, query)),
            _ => HeapDifferenceText.Render(MomentTitle(moment), Difference(moments, program, query)),
        };
    });

    private HeapDifference Difference(IReadOnlyList<HeapMoment> moments, MutatorProgram program, HeapTableQuery query) =>
        moments.Count > 1 ? HeapDifference.Of(moments[0], moments[^1], program, query) : throw new GraphQueryException(
            $"--since '{order.Heap!.Since}': expected a step before that of the table, which is step {moments[^1].Step}");

    /// <summary>What assignments and copies did up to a step, the last operation if none is given.</summary>
    private void TabulateCopies() => Answer((subject, program) =>
    {
        var judge = new Judge();
        judge.Begin(program);
        var table = new CopyTable(program, judge.Model, order.Heap!.Table.Lines);
        int last = order.Heap.At ?? program.Body.Length, seen = 0;
        var recorder = new HeapRecorder(judge, step =>
        {
            if (step <= last)
            {
                table.Observe(step);
                seen = step;
            }

            return false;
        });
        subject.Run(program, ObservationPlan.Spaced, new HeartbeatObserver(recorder, journal));
        bool told = recorder.Promises.Sight.HasFlag(Sight.Sizes);
        string title = $"{order.FileName} on {order.Collectors[0]} up to step {seen} of {program.Body.Length}";
        return order.Heap.Format == "json"
            ? CopyTableReport.Json(order.FileName, order.Collectors[0], seen, table, told)
            : CopyTableReport.Text(title, table, told, order.Heap.Table.InBytes);
    });
}
