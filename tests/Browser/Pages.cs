using System.Collections.Immutable;
using GcVerify.Collectors;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Reporting;
using GcVerify.Reporting.Html;
using GcVerify.Simulation;

namespace GcVerify.BrowserTests;

/// <summary>Pages as the command line writes them.</summary>
internal static class Pages
{
    private const string LostText = "r0 = new 0\nr1 = new 1\nr1.0 = r0\nr0 = null\n";
    private const string FramesText = "call 2\nr0 = new 1+4\nr1 = new 1+4\nr0.0 = r1\nr1.0 = r0\nreturn\ncollect\n";

    /// <summary>A live object is freed in the last of five steps.</summary>
    public static string Lost { get; } = Page(Report("skips-last-field", LostText));

    /// <summary>The same beside a collector that holds, in a program with frames, garbage and moves.</summary>
    public static string Two { get; } = Page(Report("skips-last-field", LostText), Report("semispace", FramesText));

    /// <summary>A program that makes a long list, wider than any window.</summary>
    public static string Long { get; } = Page(Report(
        "mark-sweep", string.Concat(Enumerable.Repeat("r1 = new 2\nr1.1 = r0\nr0 = r1\n", 30))));

    /// <summary>The first program on a subject that shows no words.</summary>
    public static string Wordless { get; } = Page(Report("mark-sweep", LostText, wordless: true));

    private static string Page(params CollectorReport[] reports) =>
        HtmlReport.Render("gcverify verify", new RunParameters(7, "mixed", 30, 40, 0), reports);

    private static CollectorReport Report(string collector, string text, bool wordless = false)
    {
        CollectorEntry entry = CollectorCatalog.Find(collector)!;
        MutatorProgram program = ProgramParser.Parse(text, "p.gcp");
        ISubject subject = new SimulatedSubject(entry.Create, entry.MutatorFault);
        RecordedRun run = RecordedRun.Record(wordless ? new WithoutWords(subject) : subject, program, null);
        Violation? violation = run.History.Violation;
        string replay = $"gcverify run p.gcp --collector {collector}";
        var walkthrough = new Walkthrough(collector, run, violation, "program 0 of seed 7", "p.gcp", replay)
        {
            AlsoShowsAs = violation is null ? [] : ["W2 in 2 operations"],
        };
        ImmutableArray<ViolationText> violations = violation is null ? []
            : [new(violation.Law.Id, 1, violation.Message, text, 40, 4, replay, $"{collector}: {violation.Message}\n")];
        var counts = new RunStatistics(30, 12, 5, 5, 0, 7, 30);
        return new CollectorReport(
            collector, violation is null ? Verdict.Holds : Verdict.Violated, 1, counts, ["S8", "L9"], violations)
        {
            Walkthroughs = [walkthrough.ToJson()],
        };
    }

    private sealed class WithoutWords(ISubject inner) : ISubject
    {
        public void Run(MutatorProgram program, ObservationPlan plan, IObserver observer) => inner.Run(program, plan, observer);
    }
}
