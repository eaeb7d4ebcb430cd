using System.Collections.Immutable;
using GcVerify.Cli.Commands;
using GcVerify.Cli.Output;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Reporting;
using GcVerify.Verification;

namespace GcVerify.Cli.Workers;

/// <summary>What a worker process does with its order.</summary>
internal sealed partial class Work(WorkOrder order, Journal journal, Action<WorkerMessage> send, CancellationToken cancellation)
{
    private readonly CampaignOptions _options = order.ToOptions();
    private TraceRecorder? _recorder;

    /// <summary>Does it, and sends what it finds.</summary>
    public void Do()
    {
        try
        {
            Action task = order.Task switch
            {
                WorkTask.Verify => Verify,
                WorkTask.Suspect => RunSuspect,
                WorkTask.SmallSuspect => RunSmallSuspect,
                WorkTask.Run => Run,
                WorkTask.Shrink => Shrink,
                WorkTask.Exhaust => Exhaust,
                WorkTask.Diff => Compare,
                WorkTask.Graph => Draw,
                WorkTask.Explain => Explain,
                WorkTask.Heap => Tabulate,
                WorkTask.Copies => TabulateCopies,
                WorkTask.Profile => MeasureProfiles,
                _ => TryFaults,
            };
            task();
        }
        catch (Exception e) when (OpenSubject.WhyUnusable(e) is { } reason)
        {
            send(new WorkerMessage { Unusable = reason });
        }
    }

    private void Verify()
    {
        long end = Environment.TickCount64 + order.Milliseconds;
        for (int i = 0; i < order.Collectors.Length; i++)
        {
            CampaignMonitor monitor = Watch(i);
            using var deadline = new CancellationTokenSource();
            if (order.Milliseconds > 0)
            {
                // What one collector leaves over is for the others.
                long share = (end - Environment.TickCount64) / (order.Collectors.Length - i);
                deadline.CancelAfter(TimeSpan.FromMilliseconds(Math.Max(1, share)));
            }

            send(new WorkerMessage { Collector = Verify(order.Collectors[i], monitor, deadline.Token) });
        }
    }

    private CollectorReport Verify(string name, CampaignMonitor monitor, CancellationToken deadline)
    {
        try
        {
            using OpenSubject subject = Open(name);
            CampaignResult result = new Campaign(_options, monitor).Run(subject.Definition, cancellation, deadline);
            return ToReport(subject.Definition, result);
        }
        catch (Exception e) when (OpenSubject.WhyUnusable(e) is { } reason)
        {
            return CollectorReport.Undecided(name, reason);
        }
    }

    /// <summary>Turns to one of the collectors of the order, and enters in the journal where a campaign on it stands.</summary>
    private CampaignMonitor Watch(int collector)
    {
        journal.Reporting = false;
        journal.Done = 0;
        journal.Violations = 0;
        journal.Collector = collector;
        var monitor = new CampaignMonitor(_options.Jobs);
        monitor.Turned = (thread, program) => Enter(monitor, thread, program);
        return monitor;
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
        var walkthroughs = ImmutableArray.CreateBuilder<string>();
        ImmutableArray<ViolationText> violations = [.. result.Violations.Select(violation => ToText(subject, violation, walkthroughs))];
        return new CollectorReport(
            result.Subject,
            result.Verdict,
            result.Programs,
            result.Statistics,
            [.. result.LawsNotApplied.Select(law => law.Id)],
            violations,
            reason)
        {
            Walkthroughs = walkthroughs.ToImmutable(),
            NeverHappened = result.Verdict == Verdict.Holds ? [.. result.NeverHappened.Select(CollectorEvents.NameOf)] : [],
        };
    }

    private ViolationText ToText(
        SubjectDefinition subject, ViolationReport report, ImmutableArray<string>.Builder walkthroughs)
    {
        Trace trace = Record(subject, report.Program);
        Violation violation = report.Violation;
        SavedProgram saved = Save(subject, report);
        string smaller = report.OperationsAfter == report.OperationsBefore ? ""
            : $", made smaller from {report.OperationsBefore} operations";
        string others = report.ProgramsThatShowIt > 1 ? "; other programs show it too" : "";
        string stressed = report.FailedAllocation > 0 ? $", with its allocation {report.FailedAllocation} refused" : "";
        string origin = $"program {report.ProgramIndex} of seed {_options.Seed}{stressed}{smaller}{others}";
        ImmutableArray<OtherLawText> also = [.. report.AlsoShowsAs.Select(other => ToOtherLaw(subject, other))];
        var counterexample = new Counterexample(subject.Name, violation, trace, origin, saved.File, saved.Replay)
        {
            AlsoShowsAs = [.. also.Select(other => other.Line)],
        };
        if (order.Recorded)
        {
            walkthroughs.Add(Walk(subject, report.Program, counterexample));
        }

        return new ViolationText(
            violation.Law.Id,
            violation.OperationIndex + 1,
            violation.Message,
            report.Program.ToString(),
            report.OperationsBefore,
            report.OperationsAfter,
            saved.Replay,
            counterexample.Render())
        {
            File = saved.Path,
            Line = SavedProgram.LineOf(report.Program, violation.OperationIndex),
            AlsoShowsAs = also,
        };
    }

    private OtherLawText ToOtherLaw(SubjectDefinition subject, ViolationReport report)
    {
        SavedProgram saved = Save(subject, report);
        return new OtherLawText(report.Violation.Law.Id, report.Program.ToString(), report.OperationsAfter, saved.File, saved.Replay);
    }

    private CampaignOptions With(int failedAllocation) =>
        _options with { Stress = _options.Stress with { FailAllocation = failedAllocation } };

    private SavedProgram Save(SubjectDefinition subject, ViolationReport report) =>
        new CampaignProgram(With(report.FailedAllocation), subject.Name, report.ProgramIndex, order.Adapters).Save(
            order.OutputDirectory,
            report.Violation.Law.Id,
            $"{report.Violation.Law} violated by {subject.Name}",
            report.Program.ToString());

    private OpenSubject Open(string name) => new(name, order.Adapters, journal);

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
        using OpenSubject open = Open(order.Collectors[0]);
        SubjectDefinition subject = open.Definition;
        Promises promises = subject.ProbePromises() ?? new Promises { UsableWords = 0 };
        MutatorProgram program = Campaign.PlainProgramAt(_options, promises, order.Index);
        for (int variant = 0; variant < _options.Stress.VariantsOf(program); variant++)
        {
            RunSuspect(subject, _options.Stress.Apply(program, variant, new ProgramBuffer()));
        }
    }

    private void RunSuspect(SubjectDefinition subject, MutatorProgram program)
    {
        send(new WorkerMessage { Suspect = program.ToString() });
        journal.Turn(0, order.Index);
        Verifier(subject, trace: false).Examine(program);
    }

    private void Run()
    {
        using OpenSubject open = Open(order.Collectors[0]);
        SubjectDefinition subject = open.Definition;
        MutatorProgram program = ProgramParser.Parse(order.ProgramText, order.FileName);
        program = order.HeapWords != 0 ? program.WithHeapWords(order.HeapWords) : program;
        journal.Turn(0, 0);
        ProgramVerifier verifier = Verifier(subject, trace: order.Trace || program.Body.Length <= ProgramVerifier.LongestExaminedDensely);
        StressPlan plan = order.Stress;
        MutatorProgram plain = program;
        RunStatistics statistics = default;
        Violation? violation = null;
        for (int variant = 0; variant < order.Stress.VariantsOf(plain) && violation is null; variant++)
        {
            plan = order.Stress with { FailAllocation = order.Stress.FailedIn(variant) };
            program = order.Stress.Apply(plain, variant, new ProgramBuffer());
            violation = verifier.Examine(program);
            statistics += verifier.Statistics;
        }

        Trace trace = _recorder?.ToTrace() ?? Trace.Empty with { Program = program };
        string heap = order.HeapWords != 0 ? $" --heap-words {order.HeapWords}" : "";
        string replay = SavedProgram.ReplayOf(order.FileName, subject.Name, order.Adapters, heap + StressArguments.Write(plan), " --trace");
        ImmutableArray<string> notApplied = [.. Laws.All.Where(law => !law.Applies(verifier.Promises)).Select(law => law.Id)];
        Counterexample? found = violation is null ? null : new Counterexample(subject.Name, violation, trace, "", order.FileName, replay);
        string? walkthrough = !order.Recorded ? null
            : found is null ? Walk(subject, program, null, "", order.FileName, replay) : Walk(subject, program, found);
        send(new WorkerMessage
        {
            Run = new RunReport(
                violation is null ? Verdict.Holds : Verdict.Violated,
                statistics,
                notApplied,
                order.Trace ? TraceText.Render(trace) : "",
                found is null ? null : ToText(found))
            {
                PeakBytes = order.Peak ? open.PeakBytes : null,
                Counts = order.Counts ? CountReferences(subject, program) : "",
                Walkthrough = walkthrough,
            },
        });
    }

    /// <summary>The violation of a program that a user gave.</summary>
    private static ViolationText ToText(Counterexample found)
    {
        int operations = found.Trace.Program.Body.Length;
        return new ViolationText(
            found.Violation.Law.Id,
            found.Violation.OperationIndex + 1,
            found.Violation.Message,
            found.Trace.Program.ToString(),
            operations,
            operations,
            found.Replay,
            found.Render())
        {
            File = found.File == ProgramFile.StandardInput ? null : found.File,
        };
    }
}
