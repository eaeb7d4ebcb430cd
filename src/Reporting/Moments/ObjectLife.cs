using GcVerify.Mutator;

namespace GcVerify.Reporting;

/// <summary>What became of an object.</summary>
public readonly record struct ObjectLife
{
    /// <summary>Its number.</summary>
    public required int Number { get; init; }

    /// <summary>Its kind, fields and raw words.</summary>
    public required Shape Shape { get; init; }

    /// <summary>Its size in words, header included; 0 if the subject does not tell.</summary>
    public required int Words { get; init; }

    /// <summary>The step that allocated it.</summary>
    public required int AllocatedAt { get; init; }

    /// <summary>Where it was allocated; 0 if the subject does not tell.</summary>
    public required int BornAt { get; init; }

    /// <summary>The step in which the last path from a root to it ceased to be, or null: it is live at the end of the run.</summary>
    public int? DiedAt { get; init; }

    /// <summary>The reference whose removal was the end of the last path, or null: it is live, or that is not known.</summary>
    public ReferenceCut? Cut { get; init; }

    /// <summary>The step in which it was freed, or null: it never was.</summary>
    public int? FreedAt { get; init; }

    /// <summary>
    /// The collection that freed it, from 1; <see cref="HeapCollection.NoCollection"/> or <see cref="HeapCollection.Untold"/>.
    /// </summary>
    public int FreedBy { get; init; }
}

/// <summary>The removal of a reference by the mutator.</summary>
/// <param name="Step">The step in which it was removed.</param>
/// <param name="Holder">The object that held it, or 0: a root did.</param>
/// <param name="Field">The field of the holder; 0 of a root.</param>
/// <param name="Root">The root as it was named in its own frame; <see cref="Root.None"/> of a field.</param>
/// <param name="Depth">The frame of the root, 0 for the outermost.</param>
/// <param name="Target">The object that it referred to.</param>
/// <param name="InFinalizer">Whether a finalizer did it.</param>
public readonly record struct ReferenceCut(int Step, int Holder, int Field, Root Root, int Depth, int Target, bool InFinalizer);

/// <summary>What else can happen to an object.</summary>
public enum HeapEventKind : byte
{
    /// <summary>It was moved; the value is its new address.</summary>
    Moved,

    /// <summary>Its generation changed; the value is the new one.</summary>
    Promoted,

    /// <summary>The collector cleared its weak references.</summary>
    Cleared,

    /// <summary>It was found dead and waits for its finalizer.</summary>
    Pending,

    /// <summary>Its finalizer began.</summary>
    Finalized,

    /// <summary>It was found to be garbage and kept as uncollectable.</summary>
    Uncollectable,
}

/// <summary>Something that happened to an object.</summary>
/// <param name="Step">When.</param>
/// <param name="Kind">What.</param>
/// <param name="Number">The object.</param>
/// <param name="Value">The new address or generation; else 0.</param>
public readonly record struct HeapEvent(int Step, HeapEventKind Kind, int Number, int Value);
