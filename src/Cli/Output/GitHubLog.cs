using GcVerify.Reporting;
using GcVerify.Reporting.Ci;

namespace GcVerify.Cli.Output;

/// <summary>Text on standard output that GitHub Actions takes for no workflow command, and the annotations after it.</summary>
internal static class GitHubLog
{
    /// <summary>Has the text written, and annotations after it where they are asked for.</summary>
    /// <param name="annotated">Whether they are.</param>
    /// <param name="write">Writes the text, and says what there is to annotate.</param>
    public static IReadOnlyList<CollectorReport> Write(bool annotated, Func<IReadOnlyList<CollectorReport>> write)
    {
        if (!annotated)
        {
            return write();
        }

        Console.Out.Write(GitHubAnnotations.TextBegins);
        IReadOnlyList<CollectorReport> reports = write();
        Console.Out.Write(GitHubAnnotations.TextEnds + GitHubAnnotations.Render(reports));
        return reports;
    }
}
