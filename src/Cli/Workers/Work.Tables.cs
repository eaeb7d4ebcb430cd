using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Reporting;

namespace GcVerify.Cli.Workers;

/// <content>Tables of the heap at a moment of a run.</content>
internal sealed partial class Work
{
    private void Tabulate() => AnswerAbout((recorder, moment) =>
    {
        MutatorProgram program = recorder.Program;
        HeapTableQuery query = order.Heap!.Table;
        return (order.Heap.Since, order.Heap.Format) switch
        {
            (null, "json") => HeapTableJson.Render(order.FileName, order.Collectors[0], HeapTable.Of(moment, program, query)),
            (null, _) => HeapTableText.Render(MomentTitle(moment), HeapTable.Of(moment, program, query)),
            (_, "json") => HeapDifferenceJson.Render(order.FileName, order.Collectors[0], Difference(recorder, moment, query)),
            _ => HeapDifferenceText.Render(MomentTitle(moment), Difference(recorder, moment, query)),
        };
    });

    private HeapDifference Difference(HeapRecorder recorder, HeapMoment moment, HeapTableQuery query)
    {
        int since = order.Heap!.Since!.Value;
        return since < moment.Step
            ? HeapDifference.Of(recorder.Moments.First(one => one.Step == since), moment, recorder.Program, query)
            : throw new GraphQueryException($"--since '{since}': expected a step before that of the table, which is {moment.Step}");
    }

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
