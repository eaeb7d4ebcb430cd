using System.Collections.Immutable;

namespace GcVerify.Reporting;

/// <summary>
/// Which part of a heap is to be drawn. Without a start it is everything: roots, objects in the heap, and what was freed in this step.
/// </summary>
public sealed record GraphQuery
{
    /// <summary>The depth of a query that does not say.</summary>
    public const int Unlimited = int.MaxValue;

    /// <summary>The most nodes that are drawn unless the query says otherwise: more are no longer read.</summary>
    public const int DefaultTooMany = 100;

    /// <summary>A root, by name, whose object and what it leads to are drawn; empty for none.</summary>
    public string FromRoot { get; init; } = "";

    /// <summary>An object that is drawn with what it leads to; 0 for none.</summary>
    public int From { get; init; }

    /// <summary>An object that is drawn with what leads to it; 0 for none.</summary>
    public int Back { get; init; }

    /// <summary>An object that is drawn with the shortest path from a root to it; 0 for none.</summary>
    public int Chain { get; init; }

    /// <summary>How many references away from the start objects are drawn.</summary>
    public int Depth { get; init; } = Unlimited;

    /// <summary>The most nodes, roots included.</summary>
    public int TooMany { get; init; } = DefaultTooMany;

    /// <summary>Which objects are drawn, a word of <see cref="Filters"/>; empty for all.</summary>
    public string Filter { get; init; } = "";

    /// <summary>Objects that are marked.</summary>
    public ImmutableArray<int> Highlight { get; init; } = [];

    /// <summary>The words by which objects can be filtered: kinds, and what has become of them.</summary>
    public static ImmutableArray<string> Filters { get; } =
        ["plain", "weak", "ephemeron", "finalizable", "pinned", "immortal", "live", "garbage", "freed"];

    /// <summary>Whether it asks for a part by where it begins.</summary>
    public bool HasStart => FromRoot.Length > 0 || From > 0 || Back > 0 || Chain > 0;
}

/// <summary>
/// A query cannot be answered: it names what is not there, or the picture would be too large. The message says what is possible.
/// </summary>
public sealed class GraphQueryException(string message) : Exception(message);
