using GcVerify.Mutator;

namespace GcVerify.Properties.PropertyTesting;

/// <summary>The program in the text of a failed test, as someone who copies the lines gets it.</summary>
internal static class ProgramText
{
    private const string Quotes = "\"\"\"";

    public static MutatorProgram InReplay(string message)
    {
        int start = message.IndexOf(Quotes + "\n", StringComparison.Ordinal) + Quotes.Length + 1;
        int end = message.IndexOf(Quotes + ");", start, StringComparison.Ordinal);
        Assert.True(start > Quotes.Length && end > start, "found no replay in:\n" + message);

        // As the compiler reads a raw string: without the indentation of the line that ends it.
        string[] lines = message[start..end].Split('\n');
        string indentation = lines[^1];
        return ProgramParser.Parse(
            string.Join('\n', lines[..^1].Select(line => line.Length == 0 ? line : Without(indentation, line))), "replay");
    }

    private static string Without(string indentation, string line)
    {
        Assert.StartsWith(indentation, line, StringComparison.Ordinal);
        return line[indentation.Length..];
    }
}
