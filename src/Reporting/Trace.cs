using System.Collections.Immutable;
using GcVerify.Mutator;

namespace GcVerify.Reporting;

/// <summary>Where a line of a trace comes from.</summary>
public enum TraceLineKind
{
    /// <summary>An operation of the program.</summary>
    Operation,

    /// <summary>A primitive that a compound operation was expanded into, or an operation of a finalizer.</summary>
    Inner,

    /// <summary>One of the collections at the end.</summary>
    Epilogue,
}

/// <summary>An object as it was when it was allocated.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Location">Its address then, or 0 where there is none to tell.</param>
public readonly record struct Birth(int Number, int Location)
{
    /// <summary>The name of the container that represents it, where there are several; else null.</summary>
    public string? Container { get; init; }
}

/// <summary>One operation of a run and what came of it.</summary>
/// <param name="Kind">Where it comes from.</param>
/// <param name="OperationIndex">The operation of the program that it is or belongs to, from 0; the program's length in the
/// epilogue.</param>
/// <param name="Depth">How far it is indented: 0 for an operation of the program.</param>
/// <param name="Text">The operation.</param>
/// <param name="Events">What happened, in order.</param>
public sealed record TraceLine(TraceLineKind Kind, int OperationIndex, int Depth, string Text, ImmutableArray<string> Events);

/// <summary>A run, line by line.</summary>
/// <param name="Program">What was run.</param>
/// <param name="Lines">Every operation in the order of execution; a compound one before what it was expanded into.</param>
/// <param name="Births">The objects that each operation of the program allocated, by its index; those of finalizers and of the
/// epilogue are left out.</param>
public sealed record Trace(MutatorProgram Program, ImmutableArray<TraceLine> Lines, ImmutableArray<ImmutableArray<Birth>> Births)
{
    /// <summary>A run that has not taken place.</summary>
    public static Trace Empty { get; } = new(new MutatorProgram(1, 0, default), [], []);
}
