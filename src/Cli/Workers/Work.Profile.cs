using GcVerify.Mutator;
using GcVerify.Reporting;
using GcVerify.Verification;

namespace GcVerify.Cli.Workers;

/// <content>What a program costs.</content>
internal sealed partial class Work
{
    // A table of more rows is printed only if it is asked for.
    private const int FewRows = 60;

    private void MeasureProfiles()
    {
        MutatorProgram program = ProgramOfOrder();
        var answers = new List<ProfileAnswer>();
        for (int i = 0; i < order.Collectors.Length; i++)
        {
            string name = order.Collectors[i];
            journal.Collector = i;
            journal.Turn(0, 0);
            using OpenSubject open = Open(name);
            ISubject subject = open.Definition.Create();
            Campaign.OnWorkerStack(() => answers.Add(MeasureProfile(name, subject, program)));
        }

        send(new WorkerMessage { Profiles = answers });
    }

    private ProfileAnswer MeasureProfile(string name, ISubject subject, MutatorProgram program)
    {
        HeapHistory history = HeapRecorder.Run(
            subject, program, ObservationPlan.None, around: recorder => new HeartbeatObserver(recorder, journal)).ToHistory();
        HeapLedger ledger = HeapLedger.Of(history);
        bool tells = order.Rows is not null || (order.Collectors.Length == 1 && ledger.Steps <= FewRows);
        string table = tells ? ProfileTable.Render(history, ledger, order.Rows ?? ProfileRows.Operation) : "";
        return new ProfileAnswer(Profiling.Of(name, order.FileName, history, ledger), table);
    }
}
