namespace GcVerify.Mutator;

/// <summary>Guesses which known word a misspelt one was meant to be.</summary>
public static class Suggestion
{
    /// <summary>
    /// The candidate nearest to <paramref name="word"/> by edit distance (Levenshtein 1966, letter case ignored), or null if none is
    /// near: about one edit for every three letters is forgiven. Of equally near candidates the first is taken.
    /// </summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        string? nearest = null;
        int least = int.MaxValue;
        foreach (string candidate in candidates)
        {
            int allowed = Math.Min(least - 1, (candidate.Length + 1) / 3);
            if (Math.Abs(word.Length - candidate.Length) <= allowed && Distance(word, candidate) is int distance && distance <= allowed)
            {
                nearest = candidate;
                least = distance;
            }
        }

        return nearest;
    }

    /// <summary>One row of the table at a time: <c>row[j]</c> edits turn the letters so far into the first j of the candidate.</summary>
    private static int Distance(string word, string candidate)
    {
        int[] row = new int[candidate.Length + 1];
        for (int j = 0; j < row.Length; j++)
        {
            row[j] = j;
        }

        for (int i = 0; i < word.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i + 1;
            for (int j = 0; j < candidate.Length; j++)
            {
                bool same = char.ToLowerInvariant(word[i]) == char.ToLowerInvariant(candidate[j]);
                int replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(replaced, 1 + Math.Min(diagonal, row[j]));
            }
        }

        return row[^1];
    }
}
