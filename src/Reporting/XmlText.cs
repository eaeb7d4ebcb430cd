using System.Security;
using System.Text;

namespace GcVerify.Reporting;

/// <summary>What XML can hold.</summary>
internal static class XmlText
{
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// The text with U+FFFD in place of what XML 1.0 cannot hold even escaped (control characters, halves of surrogate pairs, U+FFFE and
    /// U+FFFF), and with line feeds for line ends.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            // An unpaired surrogate is enumerated as U+FFFD already.
            bool allowed = rune.Value is '\t' or '\n' || (rune.Value >= ' ' && rune.Value is not (>= 0x7F and <= 0x9F or 0xFFFE or 0xFFFF));
            clean.Append(allowed ? rune.ToString() : Replacement);
        }

        return clean.ToString();
    }

    /// <summary>The same as the content of an element or an attribute.</summary>
    public static string Escape(string text) => SecurityElement.Escape(Clean(text));
}
