using System.Buffers;
using System.Globalization;

namespace GcVerify.Mutator;

/// <summary>
/// Finds what no text contains before any of it is read, so that a file of another kind gets one error that says so and not
/// one for each line.
/// </summary>
internal static class ControlCharacters
{
    private static readonly SearchValues<char> s_control =
        SearchValues.Create([.. Enumerable.Range(0, 160).Select(code => (char)code).Where(IsForeign)]);

    /// <summary>Reports the first control character; a return belongs to a line end only before a line feed.</summary>
    public static bool Report(ReadOnlySpan<char> text, ErrorList errors)
    {
        int at = text.IndexOfAny(s_control);
        int lone = LoneReturn(at < 0 ? text : text[..at]);
        at = lone < 0 ? at : lone;
        if (at < 0)
        {
            return false;
        }

        int line = text[..at].Count('\n') + 1;
        int column = at - text[..at].LastIndexOf('\n');
        string found = string.Create(CultureInfo.InvariantCulture, $"the control character U+{(int)text[at]:X4}");
        errors.Add(line, column, found, "text; is this a text file?");
        return true;
    }

    private static bool IsForeign(char c) => char.IsControl(c) && c is not ('\t' or '\n' or '\r');

    private static int LoneReturn(ReadOnlySpan<char> text)
    {
        int from = 0;
        while (text[from..].IndexOf('\r') is int next and >= 0)
        {
            from += next + 1;
            if (from == text.Length || text[from] != '\n')
            {
                return from - 1;
            }
        }

        return -1;
    }
}
