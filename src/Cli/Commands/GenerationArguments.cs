using System.CommandLine;
using System.Security.Cryptography;
using GcVerify.Generators;
using GcVerify.Mutator;
using GcVerify.Verification;

namespace GcVerify.Cli.Commands;

/// <summary>The options that say which programs are generated, the same for every command that generates.</summary>
internal sealed class GenerationArguments
{
    /// <summary>The highest index of a program, and the most programs of a campaign.</summary>
    public const long MostPrograms = 1_000_000_000_000;

    /// <summary>The smallest heap that can be asked for: room for a few objects.</summary>
    public const int LeastHeapWords = 8;

    private readonly Option<string> _seed = new("--seed") { HelpName = "n|random" };
    private readonly Option<string> _operations = new("--operations") { HelpName = "n", Description = "operations of each program (200)" };
    private readonly Option<string> _preset = new("--preset")
    {
        HelpName = "preset",
        Description = "style of the programs, see 'gcverify list presets' (mixed)",
    };

    private readonly Option<string> _heapWords = new("--heap-words")
    {
        HelpName = "n",
        Description = "words of heap (as many as a program needs not to run out)",
    };

    /// <summary>Adds the options to a command.</summary>
    public GenerationArguments(Command command)
    {
        _seed.Description = $"seed of the programs, or 'random' ({CampaignOptions.DefaultSeed})";
        command.Add(_seed);
        command.Add(_operations);
        command.Add(_preset);
        command.Add(_heapWords);
    }

    /// <summary>The options of a campaign, as far as they are given here.</summary>
    /// <exception cref="UsageException">One of them is wrong.</exception>
    public CampaignOptions Read(ParseResult result)
    {
        var defaults = new CampaignOptions();
        return defaults with
        {
            Seed = result.GetValue(_seed) is string seed ? ReadSeed(seed) : defaults.Seed,
            Operations = result.GetValue(_operations) is string operations
                ? Numbers.Read32("--operations", operations, 1, Limits.Operations)
                : defaults.Operations,
            Preset = result.GetValue(_preset) is string preset ? Catalog.PresetNamed(preset) : Preset.Mixed,
            HeapWords = ReadHeapWords(result.GetValue(_heapWords)),
        };
    }

    /// <summary>The name of an option that only makes sense where programs are generated, if one is given.</summary>
    public string? GivenForGeneration(ParseResult result) =>
        new[] { _seed, _operations, _preset }.FirstOrDefault(option => result.GetValue(option) is not null)?.Name;

    /// <summary>Words of heap, or 0 if they are not given.</summary>
    /// <exception cref="UsageException">They are no number, or out of range.</exception>
    public static int ReadHeapWords(string? given) =>
        given is null ? 0 : Numbers.Read32("--heap-words", given, LeastHeapWords, Limits.HeapWords);

    /// <summary>A seed: a number, or <c>random</c>, which takes a short one, so that it is easily typed again.</summary>
    /// <exception cref="UsageException">It is neither.</exception>
    public static ulong ReadSeed(string given) =>
        given == "random" ? (ulong)RandomNumberGenerator.GetInt32(1, int.MaxValue) : Numbers.Seed(given, "'random' or ");
}
