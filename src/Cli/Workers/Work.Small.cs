using GcVerify.Cli.Output;
using GcVerify.Collectors.Faulty;
using GcVerify.Generators;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Reporting;
using GcVerify.Verification;

namespace GcVerify.Cli.Workers;

/// <content>Making programs smaller, all small programs, and the faults.</content>
internal sealed partial class Work
{
    private void Shrink()
    {
        using OpenSubject open = Open(order.Collectors[0]);
        SubjectDefinition subject = open.Definition;
        MutatorProgram program = ProgramParser.Parse(order.ProgramText, order.FileName);
        journal.Turn(0, 0);
        if (Verifier(subject, trace: false).Examine(program) is not { } violation)
        {
            send(new WorkerMessage { Shrink = new ShrinkReport(Verdict.Holds) });
            return;
        }

        var shrinker = new ViolationShrinker(subject, order.ShrinkExecutions) { Trying = () => journal.Turn(0, 0) };
        journal.Operation = Journal.None;
        ShrunkViolation small = shrinker.Shrink(program, violation);
        bool kept = order.OutputFile.Length > 0;
        string file = kept ? order.OutputFile : "(not written; '-o FILE' writes it)";
        string replay = kept ? SavedProgram.ReplayOf(file, subject.Name, order.Adapters)
            : $"gcverify shrink {SavedProgram.OnSubject(order.FileName, subject.Name, order.Adapters)}";
        string origin = $"{order.FileName}, made smaller from {program.Body.Length} operations";
        var counterexample = new Counterexample(
            subject.Name, small.Violation, Record(subject, small.Program), origin, file, replay);
        string shows = $"{small.Violation.Law} violated by {subject.Name}";
        send(new WorkerMessage
        {
            Shrink = new ShrinkReport(
                Verdict.Violated,
                small.Program.ToString(),
                shows,
                small.Program.Body.Length,
                small.Executions,
                counterexample.Render())
            {
                Walkthrough = order.Recorded ? Walk(subject, small.Program, counterexample) : null,
            },
        });
    }

    private void Exhaust()
    {
        using OpenSubject open = Open(order.Collectors[0]);
        SubjectDefinition subject = open.Definition;
        EnumerationBounds bounds = Bounds(subject, order.Operations, order.Roots, order.Fields);
        ExhaustionResult result = Exhaustion.Run(subject, bounds, null, Watch(0), cancellation);
        string counterexample = result.Violation is null ? "" : ToText(subject, result);
        send(new WorkerMessage
        {
            Exhaustion = new ExhaustionReport(result.Verdict, result.Programs, result.OperationsExhausted, counterexample),
        });
    }

    /// <summary>The programs are enumerated in an order that never changes, so the number is enough to have one again.</summary>
    private void RunSmallSuspect()
    {
        using OpenSubject open = Open(order.Collectors[0]);
        var programs = new Enumeration(Bounds(open.Definition, order.Operations, order.Roots, order.Fields));
        var buffer = new ProgramBuffer();
        for (long index = 0; programs.MoveNext(buffer); index++)
        {
            if (index == order.Index)
            {
                RunSuspect(open.Definition, buffer.ToProgram());
                return;
            }
        }
    }

    private string ToText(SubjectDefinition subject, ExhaustionResult result)
    {
        MutatorProgram program = result.Smallest!;
        Law law = result.Violation!.Law;
        SavedProgram saved = SavedProgram.Write(
            order.OutputDirectory,
            $"{subject.Name}-{law.Id}-smallest",
            subject.Name,
            $"{law} violated by {subject.Name}; the first of all small programs that breaks a law",
            program.ToString(),
            order.ExhaustAgain(),
            order.Adapters);
        string origin = $"program {result.Programs} of all small ones, shorter ones first";
        Trace trace = Record(subject, program);
        return new Counterexample(subject.Name, result.Violation, trace, origin, saved.File, saved.Replay).Render();
    }

    private void TryFaults()
    {
        for (int i = 0; i < order.Collectors.Length; i++)
        {
            FaultEntry fault = Catalog.Fault(order.Collectors[i]);
            using var open = new OpenSubject(fault.Name);
            EnumerationBounds bounds = FaultBounds(open.Definition, fault.Laws);
            var milliseconds = new List<double>();
            CampaignMonitor monitor = Watch(i);
            monitor.Shrinking = Timing(milliseconds);
            FaultTrialResult result = FaultTrial.Run(open.Definition, fault.Laws, _options, order.Seeds, bounds, monitor, cancellation);
            if (cancellation.IsCancellationRequested)
            {
                return;
            }

            milliseconds.Sort();
            double median = milliseconds.ElementAtOrDefault((milliseconds.Count - 1) / 2);
            send(new WorkerMessage
            {
                Fault = ToReport(fault, result, bounds) with
                {
                    Milliseconds = median,
                    Exhibit = order.Recorded && result.Smallest is { } smallest ? Exhibit(open.Definition, smallest) : null,
                },
            });
        }
    }

    private static Action<bool> Timing(List<double> milliseconds)
    {
        var clock = new System.Diagnostics.Stopwatch();
        return begins =>
        {
            if (begins)
            {
                clock.Restart();
            }
            else
            {
                milliseconds.Add(clock.Elapsed.TotalMilliseconds);
            }
        };
    }

    private static FaultReport ToReport(FaultEntry fault, FaultTrialResult result, EnumerationBounds bounds) => new(
        fault.Name,
        fault.Id,
        fault.On,
        result.Law,
        [.. fault.Laws],
        fault.Summary,
        result.Seeds,
        result.CaughtByItsLaw,
        result.MedianPrograms,
        result.MedianOperations,
        result.MedianExecutions,
        result.Minimum,
        result.IsProven,
        result.ShareAtMinimum,
        result.ShareOfSameText,
        result.Smallest?.ToString() ?? "",
        bounds.Roots,
        [.. bounds.Shapes.Select(Describe), .. bounds.WeakReferences ? ["weak", "ephemeron"] : Array.Empty<string>()]);

    private static string Describe(Shape shape) =>
        (shape.RawWords == 0 ? $"new {shape.Fields}" : $"new {shape.Fields}+{shape.RawWords}")
        + (shape.Kind == ObjectKind.Finalizable ? " finalizable" : "");

    private static EnumerationBounds Bounds(SubjectDefinition subject, int operations, int roots, int fields) =>
        new(operations, roots, [.. Enumerable.Range(0, fields + 1).Select(count => Shape.Plain(count))], HasGenerations(subject));

    /// <summary>
    /// What a fault of either kind of collector needs: a third root, or an object too large for the nursery; and the part of the language that its laws are about, or nothing would be
    /// proven.
    /// </summary>
    private static EnumerationBounds FaultBounds(SubjectDefinition subject, IReadOnlyList<string> laws)
    {
        const int Operations = 5, Fields = 1, TooLargeForTheNursery = 128;
        bool generations = HasGenerations(subject);
        EnumerationBounds bounds = Bounds(subject, Operations, generations ? 2 : 3, Fields);
        if (generations)
        {
            bounds = bounds with { Shapes = bounds.Shapes.Add(Shape.Plain(Fields, TooLargeForTheNursery)) };
        }

        if (laws.Any(id => id[0] == 'W'))
        {
            bounds = bounds with { WeakReferences = true, MaximumOperations = Operations - 1 };
        }

        return laws.Any(id => id[0] == 'F') ? bounds with { Shapes = [.. bounds.Shapes, .. Finalizable(Fields)], MaximumOperations = Operations - 1 } : bounds;
    }

    private static IEnumerable<Shape> Finalizable(int fields) =>
        Enumerable.Range(0, fields + 1).Select(count => new Shape(ObjectKind.Finalizable, count, 0, Finalizer: 0));

    private static bool HasGenerations(SubjectDefinition subject) => subject.ProbePromises()?.Generations > 1;
}
