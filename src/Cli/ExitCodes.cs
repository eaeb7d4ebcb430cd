using GcVerify.Oracle;

namespace GcVerify.Cli;

/// <summary>What the process says when it ends.</summary>
internal static class ExitCodes
{
    /// <summary>Every law holds.</summary>
    public const int Holds = 0;

    /// <summary>A law is violated.</summary>
    public const int Violated = 1;

    /// <summary>It cannot be told.</summary>
    public const int Undecided = 2;

    /// <summary>The command line, or a file it names, is wrong (EX_USAGE of sysexits.h).</summary>
    public const int Usage = 64;

    /// <summary>A bug in gcverify itself, or its output cannot be written (EX_SOFTWARE).</summary>
    public const int InternalError = 70;

    /// <summary>Interrupted for the second time: 128 and the number of the signal.</summary>
    public const int Interrupted = 130;

    /// <summary>The exit code for a verdict.</summary>
    public static int Of(Verdict verdict) => verdict switch
    {
        Verdict.Holds => Holds,
        Verdict.Violated => Violated,
        _ => Undecided,
    };

    /// <summary>The exit code for several: one violation is enough, and all must hold for them to hold.</summary>
    public static int Of(IReadOnlyCollection<Verdict> verdicts) =>
        verdicts.Contains(Verdict.Violated) ? Violated : verdicts.Contains(Verdict.Undecided) ? Undecided : Holds;
}
