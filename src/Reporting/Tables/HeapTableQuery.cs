using System.Collections.Immutable;

namespace GcVerify.Reporting;

/// <summary>Which objects of a heap a table counts, and by what.</summary>
public sealed record HeapTableQuery
{
    /// <summary>The most rows that are shown unless the query says otherwise.</summary>
    public const int DefaultLines = 20;

    /// <summary>By what objects can be grouped.</summary>
    public static ImmutableArray<string> Groupings { get; } =
        ["kind", "shape", "rcs", "via", "generation", "size", "individual", "operation", "region"];

    /// <summary>By what the objects are grouped, a word of <see cref="Groupings"/>.</summary>
    public string By { get; init; } = "kind";

    /// <summary>Rows of tables to look into, one within the other.</summary>
    public ImmutableArray<RowChoice> Rows { get; init; } = [];

    /// <summary>Only what no root leads to.</summary>
    public bool LeaksOnly { get; init; }

    /// <summary>Only what would go with this object; 0 for everything.</summary>
    public int Retained { get; init; }

    /// <summary>Whether each row is told what would go with its objects; individuals come in that order.</summary>
    public bool Dominated { get; init; }

    /// <summary>The most rows that are shown.</summary>
    public int Lines { get; init; } = DefaultLines;

    /// <summary>Whether text gives sizes in bytes instead of words.</summary>
    public bool InBytes { get; init; }
}

/// <summary>A row of a table.</summary>
/// <param name="By">By what the table groups the objects.</param>
/// <param name="Index">Which row, from 0.</param>
public readonly record struct RowChoice(string By, int Index);
