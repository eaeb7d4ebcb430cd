using System.Collections.Immutable;
using GcVerify.Cli.Output;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Reporting;
using GcVerify.Verification;

namespace GcVerify.Cli.Workers;

/// <summary>What a worker process does with its order.</summary>
internal sealed class Work(WorkOrder order, Journal journal, Action<WorkerMessage> send, CancellationToken cancellation)
{
    private readonly CampaignOptions _options = order.ToOptions();
    private TraceRecorder? _recorder;

    /// <summary>Does it, and sends what it finds.</summary>
    public void Do()
    {
        switch (order.Task)
        {
            case WorkTask.Verify: Verify(); break;
            case WorkTask.Suspect: RunSuspect(); break;
            default: Run(); break;
        }
    }

    private void Verify()
    {
        long end = Environment.TickCount64 + order.Milliseconds;
        for (int i = 0; i < order.Collectors.Length; i++)
        {
            SubjectDefinition subject = Catalog.Subject(Catalog.Collector(order.Collectors[i]));
            journal.Reporting = false;
            journal.Done = 0;
            journal.Violations = 0;
            journal.Collector = i;
            using var deadline = new CancellationTokenSource();
            if (order.Milliseconds > 0)
            {
                // What one collector leaves over is for the others.
                long share = (end - Environment.TickCount64) / (order.Collectors.Length - i);
                deadline.CancelAfter(TimeSpan.FromMilliseconds(Math.Max(1, share)));
            }

            var monitor = new CampaignMonitor(_options.Jobs);
            monitor.Turned = (thread, program) => Enter(monitor, thread, program);
            CampaignResult result = new Campaign(_options, monitor).Run(subject, cancellation, deadline.Token);
            send(new WorkerMessage { Collector = ToReport(subject, result) });
        }
    }

    private void Enter(CampaignMonitor monitor, int thread, long program)
    {
        journal.Reporting = monitor.Reporting;
        journal.Done = monitor.Done;
        journal.Violations = monitor.Violations;
        journal.Turn(thread, program);
    }

    private CollectorReport ToReport(SubjectDefinition subject, CampaignResult result)
    {
        string held = result.Programs == 1 ? "1 program held until then" : $"{result.Programs} programs held until then";
        string reason = result.Verdict != Verdict.Undecided ? ""
            : cancellation.IsCancellationRequested ? $"interrupted; {held}" : "the time was over before the first program";
        return new CollectorReport(
            result.Subject,
            result.Verdict,
            result.Programs,
            result.Statistics,
            [.. result.LawsNotApplied.Select(law => law.Id)],
            [.. result.Violations.Select(violation => ToText(subject, violation))],
            reason);
    }

    private ViolationText ToText(SubjectDefinition subject, ViolationReport report)
    {
        Trace trace = Record(subject, report.Program);
        Violation violation = report.Violation;
        var campaign = new CampaignProgram(_options, subject.Name, report.ProgramIndex);
        SavedProgram saved = campaign.Save(
            order.OutputDirectory, violation.Law.Id, $"{violation.Law} violated by {subject.Name}", report.Program);
        string smaller = report.OperationsAfter == report.OperationsBefore ? ""
            : $", made smaller from {report.OperationsBefore} operations";
        string others = report.ProgramsThatShowIt > 1 ? "; other programs show it too" : "";
        string origin = $"program {report.ProgramIndex} of seed {_options.Seed}{smaller}{others}";
        var counterexample = new Counterexample(subject.Name, violation, trace, origin, saved.File, saved.Replay);
        return new ViolationText(
            violation.Law.Id,
            violation.OperationIndex + 1,
            violation.Message,
            report.Program.ToString(),
            report.OperationsBefore,
            report.OperationsAfter,
            saved.Replay,
            counterexample.Render());
    }

    private Trace Record(SubjectDefinition subject, MutatorProgram program)
    {
        Verifier(subject, trace: true).Examine(program);
        return _recorder?.ToTrace() ?? Trace.Empty;
    }

    private ProgramVerifier Verifier(SubjectDefinition subject, bool trace) => new(subject)
    {
        Listener = judge => new HeartbeatObserver(trace ? _recorder = new TraceRecorder(judge) : judge, journal),
    };

    /// <summary>The text goes out first: the program is suspected of bringing the process down.</summary>
    private void RunSuspect()
    {
        SubjectDefinition subject = Catalog.Subject(Catalog.Collector(order.Collectors[0]));
        Promises promises = subject.ProbePromises() ?? new Promises { UsableWords = 0 };
        MutatorProgram program = Campaign.ProgramAt(_options, promises, order.Index);
        send(new WorkerMessage { Suspect = program.ToString() });
        journal.Turn(0, order.Index);
        Verifier(subject, trace: false).Examine(program);
    }

    private void Run()
    {
        SubjectDefinition subject = Catalog.Subject(Catalog.Collector(order.Collectors[0]));
        MutatorProgram program = ProgramParser.Parse(order.ProgramText, order.FileName);
        program = order.HeapWords != 0 ? program.WithHeapWords(order.HeapWords) : program;
        journal.Turn(0, 0);
        ProgramVerifier verifier = Verifier(subject, trace: order.Trace || program.Body.Length <= ProgramVerifier.LongestExaminedDensely);
        Violation? violation = verifier.Examine(program);
        Trace trace = _recorder?.ToTrace() ?? Trace.Empty with { Program = program };
        string heap = order.HeapWords != 0 ? $" --heap-words {order.HeapWords}" : "";
        string replay = $"gcverify run {CampaignProgram.ForShell(order.FileName)} --collector {subject.Name}{heap} --trace";
        ImmutableArray<string> notApplied = [.. Laws.All.Where(law => !law.Applies(verifier.Promises)).Select(law => law.Id)];
        send(new WorkerMessage
        {
            Run = new RunReport(
                violation is null ? Verdict.Holds : Verdict.Violated,
                verifier.Statistics,
                notApplied,
                order.Trace ? TraceText.Render(trace) : "",
                violation is null ? "" : new Counterexample(subject.Name, violation, trace, "", order.FileName, replay).Render()),
        });
    }
}
