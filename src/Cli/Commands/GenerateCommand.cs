using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using GcVerify.Cli.Workers;
using GcVerify.Mutator;
using GcVerify.Verification;

namespace GcVerify.Cli.Commands;

/// <summary><c>gcverify generate</c>: prints a program that a campaign runs.</summary>
internal static class GenerateCommand
{
    /// <summary>The command, followed by an adapter's command line or nothing.</summary>
    public static Command Create(ImmutableArray<string> adapter)
    {
        var command = new Command(
            "generate", "Prints a generated program: the one that 'verify' runs with the same seed, index and options.");
        var generation = new GenerationArguments(command);
        var stress = new StressArguments(command);
        var index = new Option<string>("--index") { HelpName = "n", Description = "which program of those that the seed names (0)" };
        var collector = new Option<string>("--collector")
        {
            HelpName = "collector",
            Description = "as 'verify' runs it on this collector (only what every collector honours)",
        };
        command.Add(index);
        command.Add(collector);
        var adapters = new AdapterArguments(command, adapter);
        command.SetAction(result => Run(
            generation.Read(result) with { Stress = OfOneProgram(stress.Read(result)) },
            result.GetValue(index) is string given ? Numbers.Read("--index", given, 0, GenerationArguments.MostPrograms) : 0,
            Collector(result),
            adapters.Read(result, Collector(result) is string subject ? [subject] : [])));
        string? Collector(ParseResult result) => result.GetValue(collector) is null && adapters.CommandName is null ? null
            : adapters.One(result, "--collector", result.GetValue(collector));

        return command.WithExamples(
            "gcverify generate --seed 7",
            "gcverify generate --seed 7 --index 12 --preset lists --operations 50",
            "gcverify generate --seed 7 | gcverify run - --collector mark-sweep --trace");
    }

    private static int Run(CampaignOptions options, long index, string? collector, AdapterSetup adapters)
    {
        var promises = new Promises { UsableWords = 0 };
        if (collector is not null)
        {
            promises = PromisesOf(collector, adapters) ?? promises;
        }

        MutatorProgram program = Campaign.ProgramAt(options, promises, index);
        string on = (collector is null ? "" : ", for " + collector) + StressArguments.Write(options.Stress);
        Console.Out.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"# seed {options.Seed}, index {index}, preset {options.Preset}, {options.Operations} operations{on}\n"));
        Console.Out.Write(program.ToString());
        return ExitCodes.Holds;
    }

    private static StressPlan OfOneProgram(StressPlan plan) => plan.FailAllocation != StressPlan.EachAllocation ? plan
        : throw new UsageException("--fail-allocation 'every': makes many programs of one, and 'generate' prints one; give a number");

    private static Promises? PromisesOf(string collector, AdapterSetup adapters)
    {
        using var subject = new OpenSubject(collector, adapters);
        return subject.Definition.ProbePromises();
    }
}
