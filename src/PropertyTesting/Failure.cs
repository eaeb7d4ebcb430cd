using System.Collections.Immutable;
using System.Text;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Reporting;
using GcVerify.Verification;

namespace GcVerify.PropertyTesting;

/// <summary>The text of a failed test.</summary>
/// <param name="subject">What broke a law.</param>
/// <param name="expression">What the test passed to have it made, as it is written there.</param>
internal sealed class Failure(SubjectDefinition subject, string expression)
{
    /// <summary>The counterexample of a campaign, with the other laws by which it saw the same bug.</summary>
    public string Explain(ViolationReport report, string origin) => Explain(
        report.Violation,
        report.Program,
        origin,
        also: [.. report.AlsoShowsAs.Select(other => $"{other.Violation.Law}, in {other.OperationsAfter} operations")]);

    /// <summary>The counterexample; a program without a file is named as it could be saved.</summary>
    public string Explain(
        Violation violation, MutatorProgram program, string origin, string file = "", ImmutableArray<string> also = default)
    {
        TraceRecorder? recorder = null;
        var verifier = new ProgramVerifier(subject) { Listener = judge => recorder = new TraceRecorder(judge) };
        verifier.Examine(program);
        Trace trace = recorder?.ToTrace() ?? Trace.Empty with { Program = program };
        string name = file.Length > 0 ? file : $"{subject.Name}-{violation.Law.Id}.gcp";
        string saved = file.Length > 0 ? file : $"save it as {name}";
        return new Counterexample(subject.Name, violation, trace, origin, saved, $"gcverify run {name} --collector {subject.Name}")
        {
            AlsoShowsAs = also.IsDefault ? [] : also,
        }.Render();
    }

    /// <summary>The lines that replay a program in a test.</summary>
    public string ReplayInCSharp(MutatorProgram program)
    {
        var text = new StringBuilder("\n  in a test:\n\n");
        text.Append("    CollectorTest.Replay(").Append(expression).Append(", \"\"\"\n");
        foreach (string line in program.ToString().TrimEnd('\n').Split('\n'))
        {
            text.Append(line.Length == 0 ? "" : "        ").Append(line).Append('\n');
        }

        return text.Append("        \"\"\");\n").ToString();
    }
}
