using System.Collections.Immutable;

namespace GcVerify.Reporting;

/// <summary>How well a deliberate bug was caught, ready to be shown.</summary>
/// <param name="Fault">Its name.</param>
/// <param name="Id">Its id.</param>
/// <param name="Collector">The correct collector that was edited.</param>
/// <param name="Law">The id of the law that was named most often; empty if none was.</param>
/// <param name="Laws">The ids of the laws that it breaks.</param>
/// <param name="Summary">What was edited.</param>
/// <param name="Seeds">Seeds that were tried.</param>
/// <param name="Caught">Seeds from which it was caught by one of its laws.</param>
/// <param name="MedianPrograms">Programs until then, the median.</param>
/// <param name="Operations">Operations of the program made smaller, the median.</param>
/// <param name="Executions">Programs executed while making it smaller, the median.</param>
/// <param name="Minimum">The fewest operations known that show it; 0 if none are.</param>
/// <param name="IsProven">Whether all programs with fewer, within bounds, were run.</param>
/// <param name="Share">Share of the seeds that caught it whose program has so few.</param>
/// <param name="ShareOfSameText">Share of those whose program is the most frequent one.</param>
/// <param name="Program">The smallest program, or empty.</param>
/// <param name="Roots">Roots of the small programs that were run.</param>
/// <param name="Shapes">Shapes of the small programs that were run.</param>
public sealed record FaultReport(
    string Fault,
    string Id,
    string Collector,
    string Law,
    ImmutableArray<string> Laws,
    string Summary,
    int Seeds,
    int Caught,
    long MedianPrograms,
    int Operations,
    int Executions,
    int Minimum,
    bool IsProven,
    double Share,
    double ShareOfSameText,
    string Program,
    int Roots,
    ImmutableArray<string> Shapes)
{
    /// <summary>Milliseconds that making one program smaller took, the median: differs from run to run.</summary>
    public double Milliseconds { get; init; }

    /// <summary>What <see cref="Program"/> shows, if that was asked for and there is one.</summary>
    public FaultExhibit? Exhibit { get; init; }

    /// <summary>Whether it was caught from every seed.</summary>
    public bool IsCaught => Seeds > 0 && Caught == Seeds;

    /// <summary>What is known of the minimum.</summary>
    public string MinimumKind => Minimum == 0 ? "unknown" : IsProven ? "proven" : "best known";
}
