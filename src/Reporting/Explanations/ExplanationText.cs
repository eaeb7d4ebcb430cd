using System.Globalization;
using System.Text;
using GcVerify.Mutator;

namespace GcVerify.Reporting;

/// <summary>An explanation in words.</summary>
public sealed class ExplanationText
{
    private const int HoldersShown = 10;
    private const int StepsShown = 12;
    private const int EventsShown = 6;
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private readonly HeapMoment _moment;
    private readonly HeapHistory _history;
    private readonly Explanation _why;
    private readonly StringBuilder _text = new();

    private ExplanationText(HeapMoment moment, HeapHistory history, Explanation why)
    {
        _moment = moment;
        _history = history;
        _why = why;
    }

    /// <summary>Renders it within <see cref="TextLayout.Width"/> characters.</summary>
    /// <param name="title">What was run, and the moment.</param>
    /// <param name="moment">The moment that is explained.</param>
    /// <param name="history">The run.</param>
    /// <param name="why">The explanation.</param>
    public static string Render(string title, HeapMoment moment, HeapHistory history, Explanation why)
    {
        ArgumentNullException.ThrowIfNull(moment);
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(why);
        return new ExplanationText(moment, history, why).Render(title);
    }

    private string Render(string title)
    {
        TextLayout.AppendLabelled(_text, "", title);
        HeapObject one = _why.Object;
        string known = string.Join(", ", NodeText.Lines(one with { GarbageSince = null, FreedAt = null }));
        Say("object", known);
        Say("allocated", At(one.AllocatedAt));
        if (_moment.Violation is { } violation && violation.ObjectNumber == one.Number)
        {
            Say("breaks", $"{violation.Law}: {violation.Message}");
        }

        SayEvents();
        SayWhetherAlive();
        SayFate();
        SayCycle();
        SayReferences();
        return _text.ToString();
    }

    private void SayEvents()
    {
        HeapEvent[] events = [.. _history.EventsOf(_why.Object.Number)];
        if (events.Length == 0)
        {
            return;
        }

        int left = events.Length - EventsShown;
        string more = left > 0 ? string.Create(Invariant, $"{left} more before; ") : "";
        Say("then", more + string.Join("; ", events.TakeLast(EventsShown).Select(Describe)));
    }

    private static string Describe(HeapEvent one)
    {
        string what = one.Kind switch
        {
            HeapEventKind.Moved => $"moved to {Names.At(one.Value).TrimEnd()}",
            HeapEventKind.Promoted => string.Create(Invariant, $"generation {one.Value}"),
            HeapEventKind.Cleared => "cleared by the collector",
            HeapEventKind.Pending => "finalizer pending",
            HeapEventKind.Finalized => "finalizer begins",
            _ => "listed as uncollectable",
        };
        return string.Create(Invariant, $"{what} in step {one.Step}");
    }

    private void SayWhetherAlive()
    {
        if (_why.Object.IsLive)
        {
            Say("alive", Path(_why.RootPath));
            return;
        }

        Say("alive", "no: no root leads to it");
        Say("garbage", "since " + At(_why.Object.GarbageSince!.Value));
        if (_why.Cut is { } cut)
        {
            string by = cut.InFinalizer ? ", in a finalizer" : "";
            string path = _why.AfterCut.IsEmpty ? Names.Of(cut.Target) : Path(_why.AfterCut);
            Say("last path", $"{NameOf(cut)} -> {path}; the step removed {NameOf(cut)}{by}");
        }
        else
        {
            bool final = _why.Life.DiedAt == _why.Object.GarbageSince;
            Say("last path", final ? "unknown" : "none, until a finalizer or a weak reference led to it again");
        }
    }

    private void SayFate()
    {
        ObjectLife life = _why.Life;
        if (life.FreedAt is { } freed)
        {
            string by = _why.FreedBy is { } collection ? Describe(collection)
                : life.FreedBy == HeapCollection.NoCollection ? "by no collection: its count fell to zero"
                : "by a collection of which no end is told";
            Say("freed", $"in {At(freed)}, {by}{(life.DiedAt is null ? "; yet roots lead to it" : "")}");
        }
        else
        {
            Say("freed", "never in this run");
        }

        if (_why.Drag is { } drag)
        {
            string words = _history.Promises.Sight.HasFlag(Sight.Sizes) ? $", {Names.Count(drag.Words, "word")} allocated meanwhile" : "";
            Say("drag", $"{Names.Count(drag.Steps, "step")}{words}{(drag.IsOver ? "" : ", and not freed by then")}");
        }
    }

    private void SayCycle()
    {
        if (_why.Cycle is not { } cycle)
        {
            return;
        }

        Say("cycle", Path(cycle.Steps));
        if (!cycle.Hanging.IsEmpty)
        {
            Say("hangs", Path(cycle.Hanging));
        }

        if (cycle.Members.Length > cycle.Steps.Length)
        {
            Say("members", $"{Names.Count(cycle.Members.Length, "object")} that lead to each other: {Names.List(cycle.Members)}");
        }

        string reference = HeapPaths.NameOf(_moment, cycle.Closing);
        Say("closed by", $"{At(cycle.ClosedAt)}, which stored {reference} -> {Names.Of(cycle.Closing.Target)}");
        Say("to cut", $"{reference}, set to null while a root still leads to {Names.Of(cycle.Closing.Holder)}");
    }

    private void SayReferences()
    {
        if (!_why.Object.IsPresent && _why.InDegree == 0)
        {
            return;
        }

        int weak = _why.Holders.Count(holder => holder.IsWeak), fields = _why.InDegree - _why.InRoots;
        Say("references", $"{_why.InDegree}: {Names.Count(_why.InRoots, "root")}, {Names.Count(fields, "field")}"
            + (weak > 0 ? $"; and {weak} that {(weak == 1 ? "holds" : "hold")} weakly" : ""));
        if (!_why.Holders.IsEmpty)
        {
            string more = _why.Holders.Length > HoldersShown ? $" and {_why.Holders.Length - HoldersShown} more" : "";
            IEnumerable<string> shown = _why.Holders.Take(HoldersShown).Select(holder => holder.Name + (holder.IsWeak ? " (weak)" : ""));
            Say("held by", string.Join(", ", shown) + more);
        }

        if (_moment.Promises.Counts != CountedReferences.None)
        {
            int count = _why.Object.State.Count;
            string of = _moment.Promises.Counts == CountedReferences.FromObjects ? " (fields only)" : "";
            Say("count", count >= 0 ? count.ToString(Invariant) + of : "unknown: only what roots lead to is shown");
        }

        if (_why.Object.IsPresent)
        {
            Say("getrefcount", string.Create(Invariant, $"{_why.GetRefCount} in Python: the references, and the argument of the call"));
        }
    }

    private static string Describe(HeapCollection collection)
    {
        string what = collection.IsFull ? "full" : string.Create(Invariant, $"generation {collection.Generation}");
        string why = collection.Reason switch
        {
            CollectionReason.Requested => "requested",
            CollectionReason.Threshold => "threshold",
            _ => "heap exhausted",
        };
        return string.Create(Invariant, $"by collection {collection.Number} ({what}, {why})");
    }

    private string At(int step) => step == 0 ? "step 0, before the first operation"
        : step > _moment.Operations ? string.Create(Invariant, $"step {step}, the collections at the end")
        : string.Create(Invariant, $"step {step}, '{_history.OperationOf(step)}'");

    private static string NameOf(ReferenceCut cut)
    {
        string frame = cut.Depth > 0 ? string.Create(Invariant, $" of frame {cut.Depth}") : "";
        return cut.Holder == 0 ? cut.Root + frame : string.Create(Invariant, $"#{cut.Holder}.{cut.Field}");
    }

    /// <summary>Of a long path, the beginning and the end.</summary>
    private string Path(IReadOnlyList<PathStep> path)
    {
        if (path.Count <= StepsShown)
        {
            return path.Count == 0 ? "unknown" : HeapPaths.Describe(_moment, path);
        }

        PathStep[] end = [.. path.Skip(path.Count - StepsShown + 1)];
        string left = Names.Count(path.Count - StepsShown, "reference");
        return $"{HeapPaths.NameOf(_moment, path[0])} -> ... {left} left out ... -> {HeapPaths.Describe(_moment, end)}";
    }

    private void Say(string label, string text) => TextLayout.AppendLabelled(_text, "  " + label.PadRight(13), text);
}
