using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using GcVerify.Heap;
using GcVerify.Mutator;
using GcVerify.Verification;

namespace GcVerify.PropertyTesting;

/// <summary>
/// A whole campaign in one line of a test: <c>CollectorTest.Verify(host => new YourCollector(host));</c>. The same programs on every run, unless
/// the options take another seed. A collector that loops without touching the heap is not stopped here; the command line does that.
/// </summary>
public static class CollectorTest
{
    /// <summary>Replays the regressions, if there are any, and runs a campaign.</summary>
    /// <param name="collector">Makes the collector.</param>
    /// <param name="options">The campaign; 2,000 programs of 200 operations, if left out.</param>
    /// <param name="regressions">A folder of <c>.gcp</c> programs, absolute or beside the source file of the test, or null.</param>
    /// <param name="expression">The first argument as it is written, for the replay; left out.</param>
    /// <param name="sourceFile">The source file of the test; left out.</param>
    /// <exception cref="CollectorViolationException">A law is broken.</exception>
    public static void Verify(
        Func<ICollectorHost, ICollector> collector,
        CampaignOptions? options = null,
        string? regressions = null,
        [CallerArgumentExpression(nameof(collector))] string expression = "",
        [CallerFilePath] string sourceFile = "") =>
        Verify(CollectorSubject.Of(collector), options, regressions, expression, sourceFile);

    /// <summary>The same for a subject of any kind.</summary>
    /// <param name="subject">What is verified.</param>
    /// <param name="options">The campaign; 2,000 programs of 200 operations, if left out.</param>
    /// <param name="regressions">A folder of <c>.gcp</c> programs, absolute or beside the source file of the test, or null.</param>
    /// <param name="expression">The first argument as it is written, for the replay; left out.</param>
    /// <param name="sourceFile">The source file of the test; left out.</param>
    /// <exception cref="CollectorViolationException">A law is broken.</exception>
    public static void Verify(
        SubjectDefinition subject,
        CampaignOptions? options = null,
        string? regressions = null,
        [CallerArgumentExpression(nameof(subject))] string expression = "",
        [CallerFilePath] string sourceFile = "")
    {
        ArgumentNullException.ThrowIfNull(subject);
        options ??= new CampaignOptions();
        var failure = new Failure(subject, expression);
        if (regressions is not null)
        {
            ReplayAll(subject, failure, RegressionFolder.Read(regressions, sourceFile));
        }

        CampaignResult result = new Campaign(options).Run(subject);
        Throw(
            result.Violations,
            report => failure.Explain(report, Origin(report, options)) + failure.ReplayInCSharp(report.Program));
    }

    /// <summary>Runs one program, such as a failed test prints.</summary>
    /// <param name="collector">Makes the collector.</param>
    /// <param name="program">The text of the program.</param>
    /// <exception cref="CollectorViolationException">A law is broken.</exception>
    /// <exception cref="ProgramFormatException">The text is not a program.</exception>
    public static void Replay(Func<ICollectorHost, ICollector> collector, string program) => Replay(CollectorSubject.Of(collector), program);

    /// <summary>The same for a subject of any kind.</summary>
    /// <param name="subject">What is verified.</param>
    /// <param name="program">The text of the program.</param>
    /// <exception cref="CollectorViolationException">A law is broken.</exception>
    /// <exception cref="ProgramFormatException">The text is not a program.</exception>
    public static void Replay(SubjectDefinition subject, string program)
    {
        ArgumentNullException.ThrowIfNull(subject);
        MutatorProgram parsed = ProgramParser.Parse(program, "program");
        var failure = new Failure(subject, expression: "");
        Throw(Examine(subject, parsed), report => failure.Explain(report.Violation, parsed, origin: ""));
    }

    /// <summary>All of them: who mends the first wants to know of the others.</summary>
    private static void ReplayAll(SubjectDefinition subject, Failure failure, IEnumerable<Regression> regressions)
    {
        var reports = ImmutableArray.CreateBuilder<ViolationReport>();
        var files = new List<string>();
        foreach (Regression regression in regressions)
        {
            foreach (ViolationReport report in Examine(subject, regression.Program))
            {
                reports.Add(report);
                files.Add(regression.File);
            }
        }

        int next = 0;
        Throw(
            reports.ToImmutable(),
            report => failure.Explain(report.Violation, report.Program, "a regression", files[next++]) + failure.ReplayInCSharp(report.Program));
    }

    private static ImmutableArray<ViolationReport> Examine(SubjectDefinition subject, MutatorProgram program) =>
        new ProgramVerifier(subject).Examine(program) is { } violation
            ? [new ViolationReport(-1, violation, program, program.Body.Length, ProgramsThatShowIt: 1)]
            : [];

    private static string Origin(ViolationReport report, CampaignOptions options)
    {
        string smaller = report.OperationsAfter == report.OperationsBefore ? "" : $", made smaller from {report.OperationsBefore} operations";
        string others = report.ProgramsThatShowIt > 1 ? "; other programs show it too" : "";
        return $"program {report.ProgramIndex} of seed {options.Seed}, preset {options.Preset}{smaller}{others}";
    }

    private static void Throw(ImmutableArray<ViolationReport> violations, Func<ViolationReport, string> explain)
    {
        if (violations.IsEmpty)
        {
            return;
        }

        var text = new StringBuilder();
        foreach (ViolationReport report in violations)
        {
            text.Append(text.Length > 0 ? "\n" : "").Append(explain(report));
        }

        throw new CollectorViolationException(text.ToString(), violations);
    }
}
