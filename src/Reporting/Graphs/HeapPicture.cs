using System.Collections.Immutable;

namespace GcVerify.Reporting;

/// <summary>What can be said of a node at a glance.</summary>
[Flags]
public enum NodeMarks
{
    /// <summary>A live object in the heap.</summary>
    None = 0,

    /// <summary>It is in the heap, and no root leads to it.</summary>
    Garbage = 1,

    /// <summary>It is no longer in the heap.</summary>
    Freed = 2,

    /// <summary>The query asks to mark it, or the violation is about it.</summary>
    Highlighted = 4,
}

/// <summary>A root slot that is drawn.</summary>
/// <param name="Root">The root.</param>
/// <param name="Culprit">What is wrong with its reference; empty if nothing is.</param>
public readonly record struct RootNode(HeapRoot Root, string Culprit);

/// <summary>An object that is drawn.</summary>
/// <param name="Object">The object.</param>
/// <param name="Marks">What can be said of it.</param>
/// <param name="Lines">What is written on it: number and shape; size and address; generation, age, count, colour; what became of
/// it.</param>
/// <param name="HiddenOut">Its references to objects that are not drawn.</param>
public sealed record ObjectNode(HeapObject Object, NodeMarks Marks, ImmutableArray<string> Lines, int HiddenOut);

/// <summary>A reference that is drawn.</summary>
/// <param name="Reference">The reference.</param>
/// <param name="IsWeak">Whether it does not keep alive by itself.</param>
/// <param name="Culprit">What is wrong with it; empty if nothing is.</param>
/// <param name="IsOnChain">Whether it belongs to the chain that was asked for.</param>
public readonly record struct ReferenceEdge(PathStep Reference, bool IsWeak, string Culprit, bool IsOnChain);

/// <summary>
/// A part of a heap, ready to be drawn: what belongs to it, in the order of roots, holders and fields, and how each is marked.
/// </summary>
/// <param name="Title">What it shows, in one line.</param>
/// <param name="Roots">Root slots that hold an object of it.</param>
/// <param name="Objects">Objects, by number.</param>
/// <param name="Edges">References from roots and fields to objects of it.</param>
public sealed record HeapPicture(
    string Title, ImmutableArray<RootNode> Roots, ImmutableArray<ObjectNode> Objects, ImmutableArray<ReferenceEdge> Edges);
