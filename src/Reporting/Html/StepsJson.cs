using System.Collections.Immutable;
using System.Text.Json;
using GcVerify.Mutator;

namespace GcVerify.Reporting.Html;

/// <summary>The steps of a run and the picture of the heap over all of them. Boxes and lines are told by their indices.</summary>
internal sealed class StepsJson
{
    private readonly Walkthrough _walkthrough;
    private readonly ImmutableArray<HeapMoment> _moments;
    private readonly UnionPicture? _picture;
    private readonly ILookup<int, string> _happened;

    public StepsJson(Walkthrough walkthrough)
    {
        _walkthrough = walkthrough;
        _moments = walkthrough.Shown();
        bool drawable = _moments.All(moment => Drawn.Objects(moment).Count() <= UnionPicture.MostObjects);
        _picture = drawable ? UnionPicture.Of(_moments) : null;
        _happened = walkthrough.Run.Trace.Lines
            .SelectMany(line => line.Events.Select(what => (Step: line.OperationIndex + 1, What: what)))
            .ToLookup(pair => pair.Step, pair => pair.What);
    }

    public void Write(Utf8JsonWriter json)
    {
        if (_picture is not null)
        {
            PictureJson.Write(json, _picture, _walkthrough.Run.History.Promises);
        }

        json.WriteStartArray("steps");
        for (int i = 0; i < _moments.Length; i++)
        {
            WriteStep(json, i);
        }

        json.WriteEndArray();
    }

    private void WriteStep(Utf8JsonWriter json, int index)
    {
        HeapMoment moment = _moments[index];
        HeapMoment? before = index > 0 ? _moments[index - 1] : null;
        var change = new StepChange(before, moment);
        json.WriteStartObject();
        json.WriteNumber("step", moment.Step);
        json.WriteString("operation", moment.Operation);
        json.WriteStartArray("says");
        foreach (string sentence in change.Sentences(_happened[moment.Step]))
        {
            json.WriteStringValue(sentence);
        }

        json.WriteEndArray();
        WriteRoots(json, moment);
        WriteObjects(json, moment, change);
        if (_picture is not null)
        {
            WriteLines(json, change, _picture);
        }

        WriteWords(json, index, moment);
        json.WriteEndObject();
    }

    private void WriteRoots(Utf8JsonWriter json, HeapMoment moment)
    {
        json.WriteStartArray("roots");
        foreach (HeapRoot root in moment.Roots)
        {
            json.WriteStartArray();
            json.WriteStringValue(root.Name);
            json.WriteNumberValue(root.Number);
            json.WriteNumberValue(_picture?.BoxOf(Slot.Of(root)) ?? -1);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private void WriteObjects(Utf8JsonWriter json, HeapMoment moment, StepChange change)
    {
        json.WriteStartArray("objects");
        foreach (HeapObject one in Drawn.Objects(moment).Take(UnionPicture.MostObjects))
        {
            json.WriteStartObject();
            json.WriteNumber("number", one.Number);
            json.WriteNumber("box", _picture?.BoxOf(one.Number) ?? -1);
            json.WriteString("kind", one.Shape.Kind.ToString().ToLowerInvariant());
            json.WriteString("state", !one.IsPresent ? "freed" : one.IsLive ? "live" : "garbage");
            json.WriteNumber("words", one.Words);
            json.WriteNumber("at", one.Location);
            WriteTold(json, one.State);
            json.WriteStartArray("marks");
            foreach (string mark in change.MarksOf(one))
            {
                json.WriteStringValue(mark);
            }

            json.WriteEndArray();
            json.WriteStartArray("fields");
            foreach (int target in moment.FieldsOf(one.Number))
            {
                json.WriteNumberValue(target);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTold(Utf8JsonWriter json, ObjectState state)
    {
        foreach ((string name, int value) in new[] { ("generation", state.Generation), ("age", state.Age), ("count", state.Count) })
        {
            if (value != ObjectState.Untold)
            {
                json.WriteNumber(name, value);
            }
        }

        if (state.Colour != Colour.Unknown)
        {
            json.WriteString("colour", state.Colour.ToString().ToLowerInvariant());
        }
    }

    /// <summary>Pairs of a line and what there is to it.</summary>
    private static void WriteLines(Utf8JsonWriter json, StepChange change, UnionPicture picture)
    {
        json.WriteStartArray("lines");
        foreach (Reference one in change.Kept)
        {
            WriteLine(json, picture, one, change.IsCulprit(one) ? "broken" : change.Added.Contains(one) ? "added" : "kept");
        }

        foreach (Reference one in change.Cut)
        {
            WriteLine(json, picture, one, "cut");
        }

        foreach (Reference one in change.Found)
        {
            WriteLine(json, picture, one, "found");
        }

        json.WriteEndArray();
    }

    private static void WriteLine(Utf8JsonWriter json, UnionPicture picture, Reference reference, string state)
    {
        if (picture.LineOf(reference) is >= 0 and int line)
        {
            json.WriteStartArray();
            json.WriteNumberValue(line);
            json.WriteStringValue(state);
            json.WriteEndArray();
        }
    }

    private void WriteWords(Utf8JsonWriter json, int index, HeapMoment moment)
    {
        int recorded = index + _walkthrough.Run.Moments.Length - _moments.Length;
        if (recorded < _walkthrough.Run.Words.Length)
        {
            json.WriteString("words", WordText.Of(_walkthrough.Run.Words[recorded]));
        }
    }
}
