using System.Text;

namespace GcVerify.Reporting;

/// <summary>
/// A table as plain text: names to the left, numbers to the right. A name that leaves no room for the rest has a line of its own.
/// </summary>
/// <param name="headings">The headings of its columns.</param>
/// <param name="numbers">Whether a column is one of numbers.</param>
public sealed class TextTable(IReadOnlyList<string> headings, IReadOnlyList<bool> numbers)
{
    private const string Gap = "  ";

    private readonly List<IReadOnlyList<string>> _rows = [];

    /// <summary>Adds a row, a cell for each column.</summary>
    public void Add(params IReadOnlyList<string> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Count, headings.Count, nameof(cells));
        _rows.Add(cells);
    }

    /// <summary>Renders the table; the last column is wrapped if need be.</summary>
    public string Render()
    {
        int[] widths = [.. headings.Select((heading, column) => _rows.Select(row => row[column].Length).Append(heading.Length).Max())];
        int rest = widths.Skip(1).SkipLast(1).Sum(width => width + Gap.Length) + Gap.Length;
        int last = numbers[^1] ? widths[^1] : Math.Min(widths[^1], LongestWord());
        widths[0] = Math.Min(widths[0], Math.Max(headings[0].Length, TextLayout.Width - rest - last));
        widths[^1] = Math.Max(last, TextLayout.Width - rest - widths[0]);
        var text = new StringBuilder();
        Append(text, headings, widths);
        foreach (IReadOnlyList<string> row in _rows)
        {
            Append(text, row, widths);
        }

        return text.ToString();
    }

    /// <summary>What the last column cannot do with less than.</summary>
    private int LongestWord() =>
        _rows.Select(row => row[^1]).Append(headings[^1]).SelectMany(cell => cell.Split(' ')).Max(word => word.Length);

    private void Append(StringBuilder text, IReadOnlyList<string> row, int[] widths)
    {
        string first = row[0];
        if (first.Length > widths[0])
        {
            text.Append(first).Append('\n');
            first = "";
        }

        var line = new StringBuilder(first.PadRight(widths[0]));
        for (int column = 1; column < row.Count - 1; column++)
        {
            line.Append(Gap).Append(numbers[column] ? row[column].PadLeft(widths[column]) : row[column].PadRight(widths[column]));
        }

        line.Append(Gap);
        int indent = line.Length;
        IReadOnlyList<string> wrapped = numbers[^1] ? [row[^1].PadLeft(widths[^1])] : TextLayout.Wrap(row[^1], widths[^1]);
        foreach (string part in wrapped)
        {
            text.Append((line.ToString() + part).TrimEnd()).Append('\n');
            line.Clear().Append(' ', indent);
        }
    }
}
