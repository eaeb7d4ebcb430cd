using System.Globalization;
using System.Text;
using GcVerify.Mutator;

namespace GcVerify.Properties.Verification;

/// <summary>What a subject does, a line an event: every event with everything it says, walks included.</summary>
internal sealed class Trace : ObserverBase
{
    private readonly StringBuilder _text = new();

    public static string Of(ISubject subject, MutatorProgram program, ObservationPlan? plan = null)
    {
        var trace = new Trace();
        subject.Run(program, plan ?? ObservationPlan.Spaced, trace);
        return trace._text.ToString();
    }

    public override void Executing(int index, in Operation primitive) => Add($"{index}: {primitive}");

    public override void Allocated(int number, int location, int words, bool zeroed, ObjectState state) =>
        Add($"allocated #{number} @{location} {words} words zeroed={zeroed} {state}");

    public override void Refused(int words, int longestFreeRun) => Add($"refused {words} {longestFreeRun}");

    public override void Loaded(int number) => Add($"loaded #{number}");

    public override void Released(int number) => Add($"released #{number}");

    public override void Collected(in CollectionSummary summary) =>
        Add($"collected {summary.Generation} full={summary.IsFull} {summary.Reason} {summary.Freed.Total}");

    public override void Aged(int number, ObjectState state) => Add($"aged #{number} {state}");

    public override void WalkStarted() => Add($"walk");

    public override void RootSeen(int position, int number) => Add($"root {position} #{number}");

    public override void ObjectSeen(in ObjectView view) => Add(
        $"#{view.Number} {view.Shape} [{Join(view.Fields)}] [{Join(view.RawWords)}] @{view.Location} {view.State}");

    public override void WalkEnded(int occupiedWords) => Add($"words {occupiedWords}");

    public override void Faulted(SubjectFault fault) => Add($"faulted {fault}");

    private static string Join<T>(ReadOnlySpan<T> values) => string.Join(' ', values.ToArray());

    private void Add(FormattableString line) => _text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
