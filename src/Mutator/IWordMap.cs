using System.Collections.Immutable;

namespace GcVerify.Mutator;

/// <summary>Whose a word of a heap is.</summary>
public enum WordKind : byte
{
    /// <summary>Nobody's.</summary>
    Free,

    /// <summary>An object's, but for its first.</summary>
    Object,

    /// <summary>The first of an object.</summary>
    ObjectStart,

    /// <summary>A root.</summary>
    Root,

    /// <summary>The collector's.</summary>
    Metadata,

    /// <summary>The collector's, in a free cell.</summary>
    Link,
}

/// <summary>
/// A subject whose heap is made of words that can be looked at, while an observer is told something and after a run. Looking is no access
/// and changes nothing. Runtimes are none.
/// </summary>
public interface IWordMap
{
    /// <summary>Whose each word of the heap is now, by its address.</summary>
    ImmutableArray<WordKind> Words();
}
