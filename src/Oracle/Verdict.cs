namespace GcVerify.Oracle;

/// <summary>What is to be said of a subject.</summary>
public enum Verdict
{
    /// <summary>No law was broken.</summary>
    Holds,

    /// <summary>A law was broken.</summary>
    Violated,

    /// <summary>It cannot be told: the run was ended from outside.</summary>
    Undecided,
}

/// <summary>Counts over one run.</summary>
/// <param name="Operations">Primitive operations.</param>
/// <param name="Allocations">Objects allocated.</param>
/// <param name="Collections">Collections, of whatever generation.</param>
/// <param name="FullCollections">Those of them that were full.</param>
/// <param name="Refusals">Allocations refused.</param>
/// <param name="Released">Objects released.</param>
/// <param name="Walks">Walks.</param>
public readonly record struct RunStatistics(long Operations, long Allocations, long Collections, long FullCollections, long Refusals, long Released, long Walks)
{
    /// <summary>The sum.</summary>
    public static RunStatistics operator +(RunStatistics left, RunStatistics right) => new(
        left.Operations + right.Operations,
        left.Allocations + right.Allocations,
        left.Collections + right.Collections,
        left.FullCollections + right.FullCollections,
        left.Refusals + right.Refusals,
        left.Released + right.Released,
        left.Walks + right.Walks);

    /// <summary>The sum.</summary>
    public static RunStatistics Add(RunStatistics left, RunStatistics right) => left + right;
}
