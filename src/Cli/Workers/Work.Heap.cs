using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Reporting;
using GcVerify.Verification;

namespace GcVerify.Cli.Workers;

/// <content>The heap at a moment of a run.</content>
internal sealed partial class Work
{
    private void Draw() => AnswerAbout((recorder, moment) =>
    {
        HeapPicture picture = PictureSelection.Of(moment, order.Heap!.Query, MomentTitle(moment));
        return order.Heap.Format switch
        {
            "mermaid" => MermaidGraph.Render(picture),
            "dot" => DotGraph.Render(picture),
            _ => TextGraph.Render(picture),
        };
    });

    private void Explain() => AnswerAbout((recorder, moment) =>
    {
        HeapHistory history = recorder.ToHistory();
        int number = order.Heap!.Object > 0 ? order.Heap.Object : Suspected(moment, history);
        Explanation why = Explanation.Of(moment, history, number);
        return ExplanationText.Render(MomentTitle(moment), moment, history, why);
    });

    private void AnswerAbout(Func<HeapRecorder, HeapMoment, string> answer) => Answer((subject, program) =>
    {
        HeapRecorder recorder = RecordMoment(subject, program, order.Heap!.At);
        return answer(recorder, recorder.Moments[^1]);
    });

    private void Answer(Func<ISubject, MutatorProgram, string> answer)
    {
        using OpenSubject open = Open(order.Collectors[0]);
        ISubject subject = open.Definition.Create();
        MutatorProgram program = ProgramOfOrder();
        journal.Turn(0, 0);
        HeapAnswer? found = null;
        Campaign.OnWorkerStack(() =>
        {
            try
            {
                found = new HeapAnswer(answer(subject, program), "");
            }
            catch (GraphQueryException e)
            {
                found = new HeapAnswer("", e.Message);
            }
        });
        send(new WorkerMessage { Heap = found });
    }

    /// <summary>
    /// Records a run with the moment after a step: if it is not given, of the violation, else of the last operation. A violation shows
    /// earliest where the objects are walked after every operation, so a run that breaks a law is made again in that way.
    /// </summary>
    private HeapRecorder RecordMoment(ISubject subject, MutatorProgram program, int? at)
    {
        int step = at ?? program.Body.Length;
        bool dense = program.Body.Length <= ProgramVerifier.LongestExaminedDensely;
        HeapRecorder recorder = Record(subject, program, dense ? ObservationPlan.Dense : ObservationPlan.Spaced, step);
        if (recorder.Violation is not null)
        {
            ObservationPlan plan = ObservationPlan.Dense with { LocatesBreakdown = true };
            recorder = Record(subject, program, plan, step);
            if (at is null && recorder.Violation is { } violation)
            {
                step = violation.OperationIndex + 1;
                recorder = Record(subject, program, plan, step);
            }
        }

        return recorder.Moments is [.., var last] && last.Step == step ? recorder : throw NoSuchStep(at, recorder.Violation!);
    }

    private static GraphQueryException NoSuchStep(int? at, Violation violation) =>
        new($"there is no step {at}: the run ends with step {violation.OperationIndex + 1}, which breaks {violation.Law}");

    /// <summary>Records a run with the moment after a step, the last one that is kept, and an earlier one if it is asked for.</summary>
    private HeapRecorder Record(ISubject subject, MutatorProgram program, ObservationPlan plan, int step) => HeapRecorder.Run(
        subject,
        program,
        plan with { AlsoAfter = step },
        wanted => wanted == step || (wanted == order.Heap?.Since && wanted < step),
        recorder => new HeartbeatObserver(recorder, journal));

    private string MomentTitle(HeapMoment moment) => MomentTitle(order.FileName, order.Collectors[0], moment);

    private static string MomentTitle(string file, string collector, HeapMoment moment)
    {
        string when = moment.Step == 0 ? "before the first operation"
            : moment.Step > moment.Operations ? "after the collections at the end"
            : $"after step {moment.Step} of {moment.Operations}, '{moment.Operation}'";
        string violated = moment.Violation is { } violation ? $", which breaks {violation.Law}" : "";
        return $"{file} on {collector} {when}{violated}";
    }

    private static int Suspected(HeapMoment moment, HeapHistory history)
    {
        string numbers = $"give an object, #1 to #{moment.All.Length}";
        return history.Violation switch
        {
            null => throw new GraphQueryException($"no law is broken: {numbers}"),
            { ObjectNumber: 0, Law: Law law } => throw new GraphQueryException($"the run breaks {law}, which names no object: {numbers}"),
            { ObjectNumber: int number } => number,
        };
    }
}
