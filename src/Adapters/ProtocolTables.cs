using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace GcVerify.Adapters;

/// <summary>The tables of <c>docs/protocol.md</c>, made of what the code says of itself.</summary>
internal static class ProtocolTables
{
    /// <summary>Each table by its name, as Markdown.</summary>
    public static ImmutableSortedDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["capabilities"] = Render(["capability", "promise"], Capability.All.Select(c => new[] { $"`{c.Name}`", c.Promise })),
        ["operations"] = Render(["code", "operation", "operands", "happens"], Rows<WireCode>(code => [Number(code), Words(code)])),
        ["events"] = Render(["code", "event", "followed by"], Rows<WireEvent>(code => [Number(code)])),
        ["errors"] = Render(["code", "says"], Rows<WireError>(code => [$"`{Words(code)}`"])),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static IEnumerable<string[]> Rows<T>(Func<T, string[]> first)
        where T : struct, Enum =>
        Enum.GetValues<T>().Select(code => (string[])[.. first(code), .. ColumnsOf(code)]);

    private static IReadOnlyList<string> ColumnsOf<T>(T code)
        where T : struct, Enum =>
        typeof(T).GetField(code.ToString())!.GetCustomAttribute<WireAttribute>()!.Columns;

    private static string Number<T>(T code)
        where T : struct, Enum => code.ToString("d");

    /// <summary>The name of a code as people write it.</summary>
    private static string Words<T>(T code)
        where T : struct, Enum
    {
        var text = new StringBuilder();
        foreach (char letter in code.ToString())
        {
            text.Append(char.IsUpper(letter) && text.Length > 0 ? " " : "").Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }

    private static string Render(string[] head, IEnumerable<string[]> rows)
    {
        var text = new StringBuilder();
        AppendRow(text, head);
        text.Append('|').Insert(text.Length, "---|", head.Length).Append('\n');
        foreach (string[] row in rows)
        {
            AppendRow(text, row);
        }

        return text.ToString();
    }

    private static void AppendRow(StringBuilder text, string[] cells)
    {
        text.Append('|');
        foreach (string cell in cells)
        {
            text.Append(cell.Length == 0 ? " |" : string.Create(CultureInfo.InvariantCulture, $" {cell} |"));
        }

        text.Append('\n');
    }
}
