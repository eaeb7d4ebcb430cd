using System.Globalization;
using System.Text;
using GcVerify.Mutator;

namespace GcVerify.Reporting;

/// <summary>How things are called in every text.</summary>
internal static class Names
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>An object: <c>#3</c>, <c>null</c>, <c>no object</c>.</summary>
    public static string Of(int number) => number switch
    {
        0 => "null",
        ObjectView.Dangling => "no object",
        _ => string.Create(Invariant, $"#{number}"),
    };

    /// <summary>An address and a blank; nothing where there is no address to tell.</summary>
    public static string At(int location) => location == 0 ? "" : string.Create(Invariant, $"@{location} ");

    /// <summary><c>1 word</c>, <c>2 words</c>.</summary>
    public static string Count(long count, string what) => string.Create(Invariant, $"{count} {what}{(count == 1 ? "" : "s")}");

    /// <summary><c>2 objects, 8 words</c>.</summary>
    public static string Amount(Tally tally) => Count(tally.Objects, "object") + ", " + Count(tally.Words, "word");

    /// <summary>Objects in the order given; three and more whose numbers follow each other as <c>#3 to #7</c>.</summary>
    public static string List(IReadOnlyList<int> numbers)
    {
        var text = new StringBuilder();
        for (int i = 0; i < numbers.Count;)
        {
            int end = i + 1;
            while (end < numbers.Count && numbers[end] == numbers[end - 1] + 1)
            {
                end++;
            }

            bool run = end - i > 2;
            text.Append(text.Length > 0 ? ", " : "").Append(Of(numbers[i]));
            if (run)
            {
                text.Append(" to ").Append(Of(numbers[end - 1]));
            }

            i = run ? end : i + 1;
        }

        return text.ToString();
    }
}
