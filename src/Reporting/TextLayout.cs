using System.Text;

namespace GcVerify.Reporting;

/// <summary>Fits text into lines.</summary>
public static class TextLayout
{
    /// <summary>The width that every text keeps to; only what cannot be broken, such as a command, is longer.</summary>
    public const int Width = 80;

    /// <summary>
    /// Breaks text at blanks so that each line has at most <paramref name="width"/> characters, where its words allow it. Always one
    /// line at least.
    /// </summary>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = new List<string>();
        foreach (string paragraph in text.Split('\n'))
        {
            var line = new StringBuilder();
            foreach (string word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > width)
                {
                    lines.Add(line.ToString());
                    line.Clear();
                }

                line.Append(line.Length > 0 ? " " : "").Append(word);
            }

            lines.Add(line.ToString());
        }

        return lines;
    }

    /// <summary>Writes text behind a label; its further lines begin where the first did.</summary>
    public static void AppendLabelled(StringBuilder into, string label, string text)
    {
        ArgumentNullException.ThrowIfNull(into);
        ArgumentNullException.ThrowIfNull(label);
        IReadOnlyList<string> lines = Wrap(text, Width - label.Length);
        for (int i = 0; i < lines.Count; i++)
        {
            into.Append((i == 0 ? label : new string(' ', label.Length)) + lines[i]).Append('\n');
        }
    }

    /// <summary>Cuts text that is too long, which a mark at its end shows.</summary>
    public static string Cut(string text, int width)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= width ? text : string.Concat(text.AsSpan(0, width - 2), "..");
    }
}
