using System.Globalization;
using GcVerify.Cli.Commands;
using GcVerify.Cli.Workers;
using GcVerify.Verification;

namespace GcVerify.Cli.Output;

/// <summary>A program of a campaign on a collector, by its index, and how adapters are started.</summary>
internal sealed record CampaignProgram(CampaignOptions Options, string Collector, long Index, AdapterSetup Adapters)
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>The commands that generate and run the program as the campaign did.</summary>
    public string Regenerate
    {
        get
        {
            string heap = Options.HeapWords == 0 ? "" : string.Create(Invariant, $" --heap-words {Options.HeapWords}");
            return string.Create(
                Invariant,
                $"gcverify generate --seed {Options.Seed} --index {Index} --operations {Options.Operations}")
                + $" --preset {Options.Preset}{heap}{StressArguments.Write(Options.Stress)}{Adapters.Chosen(Collector)}{Adapters.Tail(Collector)}"
                + $" | gcverify run {SavedProgram.OnSubject("-", Collector, Adapters)}";
        }
    }

    /// <summary>Writes a program, this one or a smaller version of it.</summary>
    /// <param name="directory">Where to; made if it is not there.</param>
    /// <param name="kind">The law, or what else, for the file's name.</param>
    /// <param name="shows">What it shows.</param>
    /// <param name="program">The program's text.</param>
    public SavedProgram Save(string directory, string kind, string shows, string program) => SavedProgram.Write(
        directory,
        string.Create(Invariant, $"{Collector}-{kind}-{Options.Seed}-{Index}"),
        Collector,
        string.Create(Invariant, $"{shows}; seed {Options.Seed}, program {Index}"),
        program,
        Regenerate,
        Adapters);
}
