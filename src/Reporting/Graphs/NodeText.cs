using System.Collections.Immutable;
using System.Globalization;
using GcVerify.Mutator;

namespace GcVerify.Reporting;

/// <summary>What is written on the node of an object; what is not known is left out.</summary>
internal static class NodeText
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>A shape, such as <c>plain 1+32</c> or <c>weak 2</c>.</summary>
    public static string OfShape(Shape shape)
    {
        string rawWords = shape.RawWords == 0 ? "" : string.Create(Invariant, $"+{shape.RawWords}");
        return string.Create(Invariant, $"{GraphQuery.Filters[(int)shape.Kind]} {shape.Fields}{rawWords}");
    }

    /// <summary>The lines of a node.</summary>
    public static ImmutableArray<string> Lines(HeapObject one)
    {
        string[] lines = [$"{Names.Of(one.Number)} {OfShape(one.Shape)}", Size(one), State(one.State), Fate(one)];
        return [.. lines.Where(line => line.Length > 0)];
    }

    /// <summary>Size and address.</summary>
    public static string Size(HeapObject one)
    {
        string size = one.Words > 0 ? Names.Count(one.Words, "word") + " " : "";
        return (size + Names.At(one.Location)).TrimEnd();
    }

    /// <summary>What the subject tells beside size and address.</summary>
    public static string State(ObjectState state)
    {
        var parts = new List<string>();
        if (state.Generation >= 0)
        {
            parts.Add(string.Create(Invariant, $"generation {state.Generation}"));
        }

        if (state.Age >= 0)
        {
            parts.Add(string.Create(Invariant, $"age {state.Age}"));
        }

        if (state.Count >= 0)
        {
            parts.Add(string.Create(Invariant, $"count {state.Count}"));
        }

        if (state.Colour != Colour.Unknown)
        {
            parts.Add(state.Colour switch { Colour.White => "white", Colour.Grey => "grey", _ => "black" });
        }

        return string.Join(", ", parts);
    }

    private static string Fate(HeapObject one)
    {
        string garbage = one.GarbageSince is { } since ? string.Create(Invariant, $"garbage since step {since}") : "";
        return one.FreedAt is not { } freed ? garbage
            : string.Create(Invariant, $"{(one.IsLive ? "live, but " : "")}freed in step {freed}");
    }
}
