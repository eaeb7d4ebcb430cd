using System.Text;

namespace VerifyTests;

/// <summary>What a failed verification tells: which files, how they differ, and how to approve.</summary>
internal static class FailureMessage
{
    private const int mostLinesShown = 200;
    private const int context = 2;

    internal static string Of(SnapshotFiles files, string received, string? verified, bool matches, IReadOnlyList<string> stale)
    {
        var message = new StringBuilder($"Directory: {files.Directory}\n");
        if (!matches)
        {
            message.Append(verified is null ? "New:\n" : "NotEqual:\n");
            message.Append($"  - Received: {files.ReceivedName}\n    Verified: {files.VerifiedName}\n");
        }

        if (stale.Count > 0)
            message.Append("Delete, because the test no longer makes them:\n").AppendJoin("", stale.Select(name => $"  - {name}\n"));
        if (!matches)
            AppendDifference(message, received, verified);
        return message.ToString();
    }

    private static void AppendDifference(StringBuilder message, string received, string? verified)
    {
        message.Append("To approve, rename the received file to the verified one.\n\n");
        message.Append(verified is null ? "Received:\n" : "Difference (- verified, + received):\n");
        var lines = LineDifference.Of(verified?.Split('\n') ?? [], received.Split('\n'));
        var near = Enumerable.Range(0, lines.Count).Where(index => IsNearChange(lines, index)).ToArray();
        var previous = -1;
        foreach (var index in near.Take(mostLinesShown))
        {
            if (index > previous + 1)
                message.Append("...\n");
            message.Append($"{lines[index].Mark} {lines[index].Text}\n");
            previous = index;
        }

        if (near.Length > mostLinesShown)
            message.Append($"... and {near.Length - mostLinesShown} lines more: see the files.\n");
    }

    private static bool IsNearChange(IReadOnlyList<DifferenceLine> lines, int index)
    {
        var last = Math.Min(lines.Count - 1, index + context);
        for (var near = Math.Max(0, index - context); near <= last; near++)
            if (lines[near].Mark != ' ')
                return true;
        return false;
    }
}
