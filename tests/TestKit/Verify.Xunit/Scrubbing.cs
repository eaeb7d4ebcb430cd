using System.Text;

namespace VerifyTests;

/// <summary>What happens to a text between the test and the comparison.</summary>
internal static class Scrubbing
{
    internal static string Apply(string target, IEnumerable<Action<StringBuilder>> scrubbers)
    {
        var text = new StringBuilder(target);
        foreach (var scrubber in scrubbers)
            scrubber(text);
        return WithLineFeeds(text.ToString());
    }

    internal static string WithLineFeeds(string text) => text.Replace("\r\n", "\n").Replace('\r', '\n');

    internal static void RemoveLinesContaining(StringBuilder text, string[] fragments)
    {
        var lines = WithLineFeeds(text.ToString()).Split('\n');
        var kept = lines.Where(line => !fragments.Any(fragment => line.Contains(fragment, StringComparison.OrdinalIgnoreCase)));
        text.Clear().AppendJoin('\n', kept);
    }
}
