using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GcVerify.Mutator;

namespace GcVerify.Reporting.Html;

/// <summary>Kinds of words as text: a letter for each run of one kind, and its length.</summary>
internal static class WordText
{
    /// <summary>Such as <c>r4O1o2f249</c>; every object begins a run.</summary>
    public static string Of(ImmutableArray<WordKind> words)
    {
        var text = new StringBuilder();
        for (int i = 0; i < words.Length;)
        {
            int end = i + 1;
            while (end < words.Length && words[end] == words[i] && words[i] != WordKind.ObjectStart)
            {
                end++;
            }

            text.Append(CultureInfo.InvariantCulture, $"{Letter(words[i])}{end - i}");
            i = end;
        }

        return text.ToString();
    }

    private static char Letter(WordKind kind) => kind switch
    {
        WordKind.Free => 'f',
        WordKind.Object => 'o',
        WordKind.ObjectStart => 'O',
        WordKind.Root => 'r',
        WordKind.Metadata => 'm',
        _ => 'l',
    };
}
