using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Reporting;
using GcVerify.Reporting.Html;
using GcVerify.Verification;

namespace GcVerify.Cli.Workers;

/// <content>Runs recorded step by step, for a page.</content>
internal sealed partial class Work
{
    private string Walk(SubjectDefinition subject, MutatorProgram program, Counterexample found) =>
        Walk(subject, program, found.Violation, found.Origin, found.File, found.Replay, found);

    private string Walk(
        SubjectDefinition subject,
        MutatorProgram program,
        Violation? violation,
        string origin,
        string file,
        string replay,
        Counterexample? found = null)
    {
        journal.Turn(0, 0);
        RecordedRun? run = null;
        Campaign.OnWorkerStack(() => run = RecordedRun.Record(
            subject.Create(), program, violation?.OperationIndex, recording => new HeartbeatObserver(recording, journal)));
        return new Walkthrough(subject.Name, run!, violation, origin, file, replay) { AlsoShowsAs = found?.AlsoShowsAs ?? [] }.ToJson();
    }
}
