using System.Text.RegularExpressions;

namespace GcVerify.CliTests;

/// <summary>
/// Counts of operations and collections change with every change of the generator; snapshots are about how they are shown.
/// That they depend on the seed alone is tested by comparing two runs.
/// </summary>
internal static partial class Counts
{
    /// <summary>The text with a sign in the place of each such count.</summary>
    public static string Hidden(string text) => InJson().Replace(
        InTable().Replace(text, row => row.Groups[1].Value + Hide(row.Groups[2].Value)), member => member.Groups[1].Value + "#");

    private static string Hide(string counts) => Count().Replace(counts, count => "#".PadLeft(count.Length));

    [GeneratedRegex(@"\d+")]
    private static partial Regex Count();

    [GeneratedRegex(@"((?:holds|violated|undecided) +\d+)( +[1-9]\d* +\d+)")]
    private static partial Regex InTable();

    [GeneratedRegex(@"(""(?:operations|collections)"": )\d+(?=,\n +""(?:collections|refusals))")]
    private static partial Regex InJson();
}
