using GcVerify.Generators;

namespace GcVerify.Verification;

/// <summary>What a campaign runs.</summary>
public sealed record CampaignOptions
{
    /// <summary>The default seed: fixed, so that a campaign is the same everywhere.</summary>
    public const ulong DefaultSeed = 20261120;

    /// <summary>The seed; program i of two campaigns with one seed is the same.</summary>
    public ulong Seed { get; init; } = DefaultSeed;

    /// <summary>Programs.</summary>
    public long Programs { get; init; } = 2000;

    /// <summary>Operations of each program.</summary>
    public int Operations { get; init; } = 200;

    /// <summary>The style of the programs.</summary>
    public Preset Preset { get; init; } = Preset.Mixed;

    /// <summary>Words of heap for each program, or 0: what the preset says, by default as many as are needed.</summary>
    public int HeapWords { get; init; }

    /// <summary>What is done to each program before it is run.</summary>
    public StressPlan Stress { get; init; } = StressPlan.None;

    /// <summary>Workers.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Executions that shrinking the first violation of a law may take, and shrinking all others of that law.</summary>
    public int ShrinkExecutions { get; init; } = 20_000;

    /// <summary>Violations of one law that are shrunk at most, in search of more than one bug behind it.</summary>
    public int ShrunkPerLaw { get; init; } = 16;
}
