using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Reporting;
using GcVerify.Verification;

namespace GcVerify.Cli.Workers;

/// <content>What the smallest programs that show faults look like, for their pages.</content>
internal sealed partial class Work
{
    /// <summary>The moment in which a program shows a fault; null if a single plain run does not.</summary>
    private FaultExhibit? Exhibit(SubjectDefinition fault, MutatorProgram program)
    {
        FaultExhibit? exhibit = null;
        Campaign.OnWorkerStack(() =>
        {
            HeapRecorder recorder = RecordMoment(fault.Create(), program, null);
            exhibit = recorder.Violation is { } violation ? Exhibit(fault.Name, recorder, violation) : null;
        });
        return exhibit;
    }

    private static FaultExhibit Exhibit(string fault, HeapRecorder recorder, Violation violation)
    {
        HeapMoment moment = recorder.Moments[^1];
        HeapHistory history = recorder.ToHistory();
        string title = MomentTitle(fault + ".gcp", fault, moment);
        int culprit = moment.Knows(violation.ObjectNumber) ? violation.ObjectNumber : 0;
        (string part, HeapPicture? picture) = PictureOf(moment, culprit, title);
        return new FaultExhibit(
            new LawText(violation.Law.Id, violation.Law.Name, violation.Law.Statement),
            Counterexample.Place(violation.OperationIndex, moment.Operations),
            violation.Message,
            violation.Expected,
            violation.Found,
            part,
            picture is null ? "" : MermaidGraph.Render(picture),
            culprit == 0 ? "" : ExplanationText.Render(title, moment, history, Explanation.Of(moment, history, culprit)));
    }

    /// <summary>The whole heap; if that is too much, as much as can be drawn of the surroundings of what the law is about.</summary>
    private static (string Part, HeapPicture? Picture) PictureOf(HeapMoment moment, int culprit, string title)
    {
        const int Farthest = 3, Readable = 40;
        if (TryDraw(moment, new GraphQuery { TooMany = Readable }, title) is { } whole)
        {
            return ("", whole.Objects.IsEmpty ? null : whole);
        }

        for (int depth = Farthest; culprit > 0 && depth >= 0; depth--)
        {
            if (TryDraw(moment, new GraphQuery { Back = culprit, From = culprit, Depth = depth, TooMany = Readable }, title) is { } near)
            {
                return ($"what is at most {depth} references away from #{culprit}", near);
            }
        }

        return ("", null);
    }

    private static HeapPicture? TryDraw(HeapMoment moment, GraphQuery query, string title)
    {
        try
        {
            return PictureSelection.Of(moment, query, title);
        }
        catch (GraphQueryException)
        {
            return null;
        }
    }
}
