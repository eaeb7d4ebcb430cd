using System.Globalization;
using GcVerify.Adapters;
using GcVerify.Cli.Workers;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Verification;

namespace GcVerify.Cli.Commands;

/// <summary>That what an adapter does wrong on purpose is noticed: else it might execute nothing, and everything would hold.</summary>
internal static class AdapterFaults
{
    private const int Programs = 30, Operations = 60;

    private static readonly Dictionary<string, Law> LawOf = new()
    {
        ["leak"] = Laws.Completeness,
        ["early"] = Laws.Safety,
        ["crash"] = Laws.Progress,
        ["hang"] = Laws.Progress,
    };

    /// <summary>The faults that every adapter should be able to have.</summary>
    public static IReadOnlyList<string> Everywhere { get; } = ["leak", "early", "crash", "hang"];

    /// <summary>The name of the check that is about a fault.</summary>
    public static string CheckOf(string fault) => "fault-" + fault;

    /// <summary>Verifies an adapter that has a fault.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="setup">How it is started.</param>
    /// <param name="report">What came of the other checks: if it does not even say hello, this makes no sense.</param>
    public static ConformanceResult Test(string name, AdapterSetup setup, ConformanceReport report)
    {
        Law? law = LawOf.GetValueOrDefault(setup.Fault);
        string what = $"breaks itself if it is started with --fault {setup.Fault}, and a few programs show it";
        var result = new ConformanceResult(CheckOf(setup.Fault), what, ConformanceOutcome.Passed);
        if (report.Results[0].Outcome != ConformanceOutcome.Passed)
        {
            return result with { Outcome = ConformanceOutcome.Skipped };
        }

        string came = Verify(name, setup, law);
        return came.Length == 0 ? result : result with
        {
            Outcome = ConformanceOutcome.Failed,
            Failure = new ConformanceFailure(
                string.Create(CultureInfo.InvariantCulture, $"'gcverify verify', {Programs} programs, to the adapter with --fault {setup.Fault}"),
                law is null ? "a violation" : $"a violation of {law}",
                came),
            Fix = "docs/protocol.md, 'Faults on purpose', says what each fault is. If the adapter has it and is not caught, nobody would notice a bug.",
        };
    }

    /// <summary>What came of it if it is not what should have come.</summary>
    private static string Verify(string name, AdapterSetup setup, Law? law)
    {
        try
        {
            using AdapterPool pool = setup.Open(name, new AdapterLimits { Batch = TimeSpan.FromSeconds(1) });
            var subject = new SubjectDefinition(name, pool.CreateSubject);
            var verifier = new ProgramVerifier(subject);
            var options = new CampaignOptions { Operations = Operations };
            Promises promises = subject.ProbePromises() ?? new Promises { UsableWords = 0 };
            var others = new List<Law>();
            for (int i = 0; i < Programs; i++)
            {
                if (verifier.Check(Campaign.ProgramAt(options, promises, i))?.Law is { } broken)
                {
                    if (law is null || broken == law)
                    {
                        return "";
                    }

                    others.Add(broken);
                }
            }

            return others.Count == 0 ? "every law holds in them" : "violated: " + string.Join(", ", others.Distinct());
        }
        catch (Exception e) when (OpenSubject.WhyUnusable(e) is { } reason)
        {
            return reason;
        }
    }
}
