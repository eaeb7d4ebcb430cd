using System.Collections.Immutable;

namespace GcVerify.Mutator;

/// <summary>A finalizer: operations that run in a fresh frame whose <c>r0</c> is the object.</summary>
/// <param name="Name">Its name in the text.</param>
/// <param name="Locals">The size of its frame, at least 1.</param>
/// <param name="Body">What it does.</param>
public sealed record FinalizerBody(string Name, int Locals, ImmutableArray<Operation> Body);

/// <summary>
/// A mutator program: what is done to a heap, apart from which collector manages it. Any subsequence of its operations
/// is a program too.
/// </summary>
public sealed class MutatorProgram
{
    private ReadOnlyMemory<Operation> _body;

    /// <summary>Makes a program of its parts.</summary>
    public MutatorProgram(
        int locals,
        int globals,
        ReadOnlyMemory<Operation> body,
        ImmutableArray<FinalizerBody> finalizers = default,
        ImmutableArray<string> regions = default,
        int heapWords = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(locals, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(locals, Limits.Locals);
        ArgumentOutOfRangeException.ThrowIfLessThan(globals, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(globals, Limits.Globals);
        ArgumentOutOfRangeException.ThrowIfLessThan(heapWords, 0);
        Locals = locals;
        Globals = globals;
        HeapWords = heapWords;
        _body = body;
        Finalizers = finalizers.IsDefault ? [] : finalizers;
        Regions = regions.IsDefault ? [] : regions;
    }

    /// <summary>Locals of the main frame, at least 1.</summary>
    public int Locals { get; private set; }

    /// <summary>Globals; an operation that names one where there is none does nothing.</summary>
    public int Globals { get; private set; }

    /// <summary>The words of heap that the program asks for, or 0: as many as it needs not to run out.</summary>
    public int HeapWords { get; private set; }

    /// <summary>The operations of the main frame and of what it calls.</summary>
    public ReadOnlySpan<Operation> Body => _body.Span;

    /// <summary>The finalizers, which shapes name by index.</summary>
    public ImmutableArray<FinalizerBody> Finalizers { get; private set; }

    /// <summary>The names of regions, which <c>region</c> names by index.</summary>
    public ImmutableArray<string> Regions { get; private set; }

    /// <summary>A copy that shares nothing with a <see cref="ProgramBuffer"/>.</summary>
    public MutatorProgram Clone() => WithBody(_body.ToArray());

    /// <summary>A copy with other operations.</summary>
    public MutatorProgram WithBody(ReadOnlyMemory<Operation> body) => new(Locals, Globals, body, Finalizers, Regions, HeapWords);

    /// <summary>A copy with another heap size, in words.</summary>
    public MutatorProgram WithHeapWords(int words) => new(Locals, Globals, _body, Finalizers, Regions, words);

    /// <summary>The program in the text form, which parses back to the same program.</summary>
    public override string ToString() => ProgramPrinter.Print(this);

    /// <summary>For <see cref="ProgramBuffer"/>, which hands out one program object again and again.</summary>
    internal void Reset(int locals, int globals, int heapWords, ReadOnlyMemory<Operation> body, ImmutableArray<FinalizerBody> finalizers, ImmutableArray<string> regions)
    {
        Locals = locals;
        Globals = globals;
        HeapWords = heapWords;
        _body = body;
        Finalizers = finalizers;
        Regions = regions;
    }
}
