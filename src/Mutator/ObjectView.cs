namespace GcVerify.Mutator;

/// <summary>Tri-colour abstraction (Dijkstra et al. 1978), where a collector can tell.</summary>
public enum Colour : byte
{
    /// <summary>The subject cannot tell.</summary>
    Unknown,

    /// <summary>Not reached yet.</summary>
    White,

    /// <summary>Reached, its fields not all scanned.</summary>
    Grey,

    /// <summary>Reached and scanned.</summary>
    Black,
}

/// <summary>What a subject can tell of an object beyond its content; <see cref="Untold"/> where it cannot.</summary>
/// <param name="Generation">The generation it belongs to; 0 is the youngest.</param>
/// <param name="Age">Collections it has survived in that generation.</param>
/// <param name="Count">Its reference count.</param>
/// <param name="Colour">Its colour.</param>
public readonly record struct ObjectState(int Generation = ObjectState.Untold, int Age = ObjectState.Untold, int Count = ObjectState.Untold, Colour Colour = Colour.Unknown)
{
    /// <summary>The value of what is not told.</summary>
    public const int Untold = -1;

    /// <summary>Nothing is told.</summary>
    public static ObjectState Unknown { get; } = new(Untold, Untold, Untold, Colour.Unknown);
}

/// <summary>One object as a walk finds it. Spans are valid during the call that passes the view.</summary>
public readonly ref struct ObjectView
{
    /// <summary>A reference that leads to no object: freed memory, the middle of one, outside the heap.</summary>
    public const int Dangling = -1;

    /// <summary>The number that the object carries.</summary>
    public required int Number { get; init; }

    /// <summary>The shape that the object carries; its finalizer is not part of it (-1).</summary>
    public required Shape Shape { get; init; }

    /// <summary>The numbers of the objects that its fields refer to, 0 for null, or <see cref="Dangling"/>.</summary>
    public required ReadOnlySpan<int> Fields { get; init; }

    /// <summary>Its raw words, where the subject can tell; else empty.</summary>
    public ReadOnlySpan<long> RawWords { get; init; }

    /// <summary>Whether the subject's own check of the content found it intact.</summary>
    public bool ContentsIntact { get; init; }

    /// <summary>Its address, or 0 where there is none to tell.</summary>
    public int Location { get; init; }

    /// <summary>What else the subject can tell.</summary>
    public ObjectState State { get; init; }
}
