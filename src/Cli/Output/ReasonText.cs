using System.Text;
using GcVerify.Reporting;

namespace GcVerify.Cli.Output;

/// <summary>
/// Why nothing could be found out, for people: sentences, lines of a program, and what <c>program:</c> and <c>replay:</c> begin.
/// </summary>
internal static class ReasonText
{
    /// <summary>What a line begins with that is written as it is.</summary>
    public const string Verbatim = "    ";

    /// <summary>Renders it, indented, each line with its end.</summary>
    public static string Render(string reason)
    {
        var text = new StringBuilder();
        foreach (string line in reason.Split('\n'))
        {
            bool command = line.StartsWith("program: ", StringComparison.Ordinal) || line.StartsWith("replay: ", StringComparison.Ordinal);
            if (command)
            {
                int colon = line.IndexOf(' ', StringComparison.Ordinal);
                text.Append("  " + line[..colon].PadRight(12) + line[(colon + 1)..] + "\n");
            }
            else if (line.Length == 0 || line.StartsWith(Verbatim, StringComparison.Ordinal))
            {
                text.Append(line.Length == 0 ? "" : "  " + line).Append('\n');
            }
            else
            {
                TextLayout.AppendLabelled(text, "  ", line);
            }
        }

        return text.ToString();
    }
}
