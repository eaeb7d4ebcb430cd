using GcVerify.Oracle;
using GcVerify.Reporting;

namespace GcVerify.Properties.Reporting;

/// <summary>Results made by hand.</summary>
internal static class Reports
{
    /// <summary>A collector that holds.</summary>
    public static CollectorReport Holds { get; } = new("mark-sweep", Verdict.Holds, 2, default, ["S8", "L9"], []);

    /// <summary>A collector of which nothing is known.</summary>
    public static CollectorReport Undecided { get; } = CollectorReport.Undecided("slow", "makes no progress\nreplay: gcverify run slow.gcp");

    /// <summary>A collector that breaks S1, and by the same bug W2.</summary>
    /// <param name="message">What broke.</param>
    /// <param name="text">The counterexample.</param>
    /// <param name="file">The file that it was saved to, or null.</param>
    public static CollectorReport Violated(string message = "It broke.", string text = "all of it", string? file = "out/a.gcp") => new(
        "skips", Verdict.Violated, 2, default, ["S8"], [new ViolationText("S1", 3, message, "collect\n", 9, 1, "gcverify run x", text)
        {
            File = file,
            Line = 5,
            AlsoShowsAs = [new OtherLawText("W2", "r0 = new 1\n", 1, "out/b.gcp", "gcverify run y")],
        }]);
}
