using GcVerify.Oracle;

namespace GcVerify.Reporting;

/// <summary>The word for a verdict, in text and in JSON.</summary>
public static class VerdictWord
{
    /// <summary>The word for a verdict.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Holds => "holds",
        Verdict.Violated => "violated",
        _ => "undecided",
    };
}
