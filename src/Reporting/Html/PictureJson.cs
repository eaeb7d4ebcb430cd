using System.Text.Json;
using GcVerify.Mutator;
using GcVerify.Reporting.Layout;

namespace GcVerify.Reporting.Html;

/// <summary>The picture of the heap over all steps.</summary>
internal static class PictureJson
{
    /// <summary>Boxes and lines, by whose indices the steps tell of them.</summary>
    public static void Write(Utf8JsonWriter json, UnionPicture picture, Promises promises)
    {
        json.WriteStartObject("picture");
        json.WriteNumber("width", picture.Layout.Width);
        json.WriteNumber("height", picture.Layout.Height);
        json.WriteStartArray("boxes");
        for (int i = 0; i < picture.Boxes.Length; i++)
        {
            WriteBox(json, picture.Boxes[i], picture.Layout.Places[i]);
        }

        json.WriteEndArray();
        json.WriteStartArray("lines");
        for (int i = 0; i < picture.Lines.Length; i++)
        {
            Reference line = picture.Lines[i];
            json.WriteStartObject();
            json.WriteString("path", picture.Paths[i]);
            json.WriteString("from", line.Slot.ToString());
            json.WriteNumber("to", line.Target);
            json.WriteBoolean("weak", IsWeak(picture, line, promises));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static bool IsWeak(UnionPicture picture, Reference line, Promises promises)
    {
        Shape shape = line.Slot.IsRoot ? default : picture.Boxes[picture.BoxOf(line.Slot)].Shape;
        bool honoured = shape.Kind == ObjectKind.Weak ? promises.WeakReferences : promises.Ephemerons;
        return honoured && shape.IsWeakField(line.Slot.Field);
    }

    private static void WriteBox(Utf8JsonWriter json, PictureBox box, Point place)
    {
        json.WriteStartObject();
        json.WriteString("name", box.Number == 0 ? box.Slot.ToString() : Names.Of(box.Number));
        json.WriteBoolean("root", box.Number == 0);
        json.WriteNumber("x", place.X);
        json.WriteNumber("y", place.Y);
        json.WriteNumber("width", box.Size.Width);
        json.WriteNumber("height", box.Size.Height);
        json.WriteNumber("more", Math.Max(0, box.Shape.Fields - box.Rows.Length));
        json.WriteStartArray("rows");
        foreach (int field in box.Rows)
        {
            json.WriteNumberValue(field);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
