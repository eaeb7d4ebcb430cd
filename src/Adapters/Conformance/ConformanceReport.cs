using System.Collections.Immutable;

namespace GcVerify.Adapters;

/// <summary>What came of a check.</summary>
public enum ConformanceOutcome
{
    /// <summary>The adapter does what the protocol says.</summary>
    Passed,

    /// <summary>It does not.</summary>
    Failed,

    /// <summary>The check is about something that the adapter does not announce.</summary>
    NotAnnounced,

    /// <summary>The check makes no sense as long as another one fails.</summary>
    Skipped,
}

/// <summary>What went wrong in a check.</summary>
/// <param name="Sent">What the adapter was sent.</param>
/// <param name="Expected">What should have come of it.</param>
/// <param name="Came">What came of it.</param>
public sealed record ConformanceFailure(string Sent, string Expected, string Came);

/// <summary>A check, and what came of it.</summary>
/// <param name="Check">Its name.</param>
/// <param name="What">What the protocol demands, in a sentence.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record ConformanceResult(string Check, string What, ConformanceOutcome Outcome)
{
    /// <summary>What went wrong; null unless the check failed.</summary>
    public ConformanceFailure? Failure { get; init; }

    /// <summary>Where to look, and what to do; empty unless the check failed.</summary>
    public string Fix { get; init; } = "";
}

/// <summary>What came of testing an adapter.</summary>
/// <param name="Name">What the adapter is called.</param>
/// <param name="Runtime">The runtime and its version, as it says itself.</param>
/// <param name="Class">Its class, as it says itself.</param>
/// <param name="Capabilities">What it announces, as it says it.</param>
/// <param name="Results">The checks.</param>
public sealed record ConformanceReport(
    string Name, string Runtime, string Class, ImmutableArray<string> Capabilities, ImmutableArray<ConformanceResult> Results)
{
    /// <summary>Whether no check failed.</summary>
    public bool Conforms => Results.All(result => result.Outcome != ConformanceOutcome.Failed);
}
