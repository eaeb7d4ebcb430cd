using System.Globalization;

namespace GcVerify.Reporting;

/// <summary>What is written at a reference: the field, and what is wrong with it.</summary>
internal static class EdgeText
{
    public static string Of(ReferenceEdge edge)
    {
        string field = edge.Reference.Holder == 0 ? "" : edge.Reference.Slot.ToString(CultureInfo.InvariantCulture);
        string weak = edge.IsWeak ? " weak" : "";
        return $"{field}{weak}{(edge.Culprit.Length > 0 && field.Length > 0 ? ": " : "")}{edge.Culprit}";
    }
}

/// <summary>That an object refers to others that are not drawn.</summary>
internal static class Hidden
{
    public static string Note(ObjectNode node) => node.HiddenOut == 0 ? ""
        : Names.Count(node.HiddenOut, "reference") + " not drawn";
}
