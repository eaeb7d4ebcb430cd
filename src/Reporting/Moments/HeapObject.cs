using GcVerify.Mutator;

namespace GcVerify.Reporting;

/// <summary>An object of a <see cref="HeapMoment"/>.</summary>
public readonly record struct HeapObject
{
    /// <summary>Its number.</summary>
    public required int Number { get; init; }

    /// <summary>Its kind, fields and raw words.</summary>
    public required Shape Shape { get; init; }

    /// <summary>Its size in words, header included; 0 if the subject does not tell.</summary>
    public required int Words { get; init; }

    /// <summary>Where it is, or was last; 0 if the subject does not tell.</summary>
    public required int Location { get; init; }

    /// <summary>What else the subject has told; count and colour only if it did in this very step.</summary>
    public required ObjectState State { get; init; }

    /// <summary>The step that allocated it.</summary>
    public required int AllocatedAt { get; init; }

    /// <summary>The step since which no root leads to it, or null: it is live.</summary>
    public int? GarbageSince { get; init; }

    /// <summary>The step in which it was freed, or null: it is in the heap.</summary>
    public int? FreedAt { get; init; }

    /// <summary>
    /// The collection that freed it, from 1; <see cref="HeapCollection.NoCollection"/> or <see cref="HeapCollection.Untold"/>.
    /// </summary>
    public int FreedBy { get; init; }

    /// <summary>References to it from roots and from objects that are not freed, those that hold weakly left out.</summary>
    public required int InDegree { get; init; }

    /// <summary>Roots that hold it.</summary>
    public required int InRoots { get; init; }

    /// <summary>Whether roots lead to it.</summary>
    public bool IsLive => GarbageSince is null;

    /// <summary>Whether it is in the heap.</summary>
    public bool IsPresent => FreedAt is null;
}

/// <summary>A collection of a run.</summary>
/// <param name="Number">Which one, from 1.</param>
/// <param name="Step">The step in which it ended.</param>
/// <param name="Generation">The oldest generation that was collected.</param>
/// <param name="IsFull">Whether everything was collected.</param>
/// <param name="Reason">Why it took place.</param>
/// <param name="Freed">What the collector says that was freed since the collection before, or null: it does not tell.</param>
/// <param name="Seen">What was seen to be freed by it; words are 0 where sizes are not told.</param>
public readonly record struct HeapCollection(
    int Number, int Step, int Generation, bool IsFull, CollectionReason Reason, Tally? Freed, Tally Seen)
{
    /// <summary>Freed between collections, as counting does.</summary>
    public const int NoCollection = 0;

    /// <summary>Which collection freed it is not known: none has ended since.</summary>
    public const int Untold = -1;
}
