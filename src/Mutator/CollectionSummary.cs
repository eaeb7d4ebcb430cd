using System.Runtime.CompilerServices;

namespace GcVerify.Mutator;

/// <summary>Why a collection took place.</summary>
public enum CollectionReason : byte
{
    /// <summary>The program asked.</summary>
    Requested,

    /// <summary>A threshold was reached.</summary>
    Threshold,

    /// <summary>An allocation did not fit.</summary>
    Exhaustion,
}

/// <summary>A number of objects and the words they occupied, headers included.</summary>
/// <param name="Objects">Objects.</param>
/// <param name="Words">Words.</param>
public readonly record struct Tally(int Objects, int Words)
{
    /// <summary>The sum.</summary>
    public static Tally operator +(Tally left, Tally right) => new(left.Objects + right.Objects, left.Words + right.Words);

    /// <summary>The sum.</summary>
    public static Tally Add(Tally left, Tally right) => left + right;
}

/// <summary>A tally for each generation, up to <see cref="MaximumGenerations"/>.</summary>
[InlineArray(MaximumGenerations)]
public struct TallyByGeneration
{
    /// <summary>The most generations a subject can have.</summary>
    public const int MaximumGenerations = 4;

    private Tally _first;

    /// <summary>The sum over all generations.</summary>
    public readonly Tally Total
    {
        get
        {
            Tally total = default;
            foreach (Tally tally in (ReadOnlySpan<Tally>)this)
            {
                total += tally;
            }

            return total;
        }
    }
}

/// <summary>What a collector says of one collection when it is over.</summary>
public struct CollectionSummary
{
    /// <summary>The oldest generation that was collected.</summary>
    public int Generation { get; init; }

    /// <summary>Whether everything was collected.</summary>
    public bool IsFull { get; init; }

    /// <summary>Why it took place.</summary>
    public CollectionReason Reason { get; init; }

    /// <summary>
    /// What was freed since the previous summary, by the generation that the objects belonged to: by this collection and, where counting
    /// frees between collections, by that.
    /// </summary>
    public TallyByGeneration Freed;
}
