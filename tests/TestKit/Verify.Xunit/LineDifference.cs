namespace VerifyTests;

/// <summary>A line of a difference: <c>-</c> only in the first text, <c>+</c> only in the second, a space in both.</summary>
internal readonly record struct DifferenceLine(char Mark, string Text);

/// <summary>The shortest way from the lines of one text to those of another, as far as it can be had cheaply.</summary>
internal static class LineDifference
{
    // Beyond this the table of common lengths costs more than a reader of the failure has use for.
    private const int largestTable = 4_000_000;

    internal static IReadOnlyList<DifferenceLine> Of(string[] first, string[] second)
    {
        var shorter = Math.Min(first.Length, second.Length);
        var head = 0;
        while (head < shorter && first[head] == second[head])
            head++;
        var tail = 0;
        while (tail < shorter - head && first[^(tail + 1)] == second[^(tail + 1)])
            tail++;
        return
        [
            .. Lines(' ', first[..head]),
            .. OfMiddle(first[head..^tail], second[head..^tail]),
            .. Lines(' ', first[^tail..]),
        ];
    }

    private static IEnumerable<DifferenceLine> OfMiddle(string[] first, string[] second)
    {
        if ((long)first.Length * second.Length > largestTable)
            return Lines('-', first).Concat(Lines('+', second));
        return Walk(first, second, CommonLengths(first, second));
    }

    private static IEnumerable<DifferenceLine> Lines(char mark, IEnumerable<string> texts) =>
        texts.Select(text => new DifferenceLine(mark, text));

    /// <summary>Entry i, j: how many lines the rest of the first text from i and of the second from j have in common.</summary>
    private static int[,] CommonLengths(string[] first, string[] second)
    {
        var common = new int[first.Length + 1, second.Length + 1];
        for (var i = first.Length - 1; i >= 0; i--)
            for (var j = second.Length - 1; j >= 0; j--)
                common[i, j] = first[i] == second[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        return common;
    }

    private static IEnumerable<DifferenceLine> Walk(string[] first, string[] second, int[,] common)
    {
        var (i, j) = (0, 0);
        while (i < first.Length || j < second.Length)
        {
            if (i < first.Length && j < second.Length && first[i] == second[j])
            {
                yield return new DifferenceLine(' ', first[i++]);
                j++;
            }
            else if (j == second.Length || (i < first.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                yield return new DifferenceLine('-', first[i++]);
            }
            else
            {
                yield return new DifferenceLine('+', second[j++]);
            }
        }
    }
}
