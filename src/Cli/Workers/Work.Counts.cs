using GcVerify.Mutator;
using GcVerify.Reporting;
using GcVerify.Verification;

namespace GcVerify.Cli.Workers;

/// <content>References of each object after each step.</content>
internal sealed partial class Work
{
    private string CountReferences(SubjectDefinition subject, MutatorProgram program)
    {
        string text = "";
        Campaign.OnWorkerStack(() => text = CountTable.Render(HeapRecorder.Run(
            subject.Create(), program, ObservationPlan.Dense, _ => true, recorder => new HeartbeatObserver(recorder, journal)).Moments));
        return text;
    }
}
