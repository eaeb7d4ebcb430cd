using System.Collections.Frozen;

namespace VerifyTests;

/// <summary>The file extensions that count as text: those of the upstream package's list that this project has a use for.</summary>
internal static class TextExtensions
{
    private static readonly FrozenSet<string> known =
        new[] { "csv", "gv", "html", "json", "log", "md", "mmd", "svg", "tsv", "txt", "xml", "yaml", "yml" }
            .ToFrozenSet(StringComparer.Ordinal);

    internal static void Require(string extension)
    {
        if (known.Contains(extension))
            return;
        throw new ArgumentException(
            $"\"{extension}\" is not an extension of a text format that snapshots know, and is written without a period. " +
            $"They know {string.Join(", ", known.Order(StringComparer.Ordinal))}; a Graphviz drawing is gv.");
    }
}
