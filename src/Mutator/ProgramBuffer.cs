using System.Collections.Immutable;

namespace GcVerify.Mutator;

/// <summary>
/// A program under construction, reusable: after the first few programs, building one allocates nothing (unless it has
/// finalizers or names). Not thread-safe.
/// </summary>
public sealed class ProgramBuffer
{
    private Operation[] _operations = new Operation[256];
    private readonly MutatorProgram _view = new(1, 0, default);

    /// <summary>Operations so far.</summary>
    public int Count { get; private set; }

    /// <summary>Locals of the main frame.</summary>
    public int Locals { get; set; } = 1;

    /// <summary>Globals.</summary>
    public int Globals { get; set; }

    /// <summary>Words of heap the program asks for, or 0.</summary>
    public int HeapWords { get; set; }

    /// <summary>Finalizers, in the order of their indices.</summary>
    public ImmutableArray<FinalizerBody> Finalizers { get; set; } = [];

    /// <summary>Names of regions, in the order of their indices.</summary>
    public ImmutableArray<string> Regions { get; set; } = [];

    /// <summary>The operations so far; valid until the next <see cref="Add"/>.</summary>
    public Span<Operation> Operations => _operations.AsSpan(0, Count);

    /// <summary>Appends an operation.</summary>
    public void Add(Operation operation)
    {
        if (Count == _operations.Length)
        {
            Array.Resize(ref _operations, Count * 2);
        }

        _operations[Count++] = operation;
    }

    /// <summary>Empties the buffer for the next program.</summary>
    public void Clear()
    {
        Count = 0;
        Locals = 1;
        Globals = 0;
        HeapWords = 0;
        Finalizers = [];
        Regions = [];
    }

    /// <summary>Cuts the program to its first <paramref name="count"/> operations.</summary>
    public void Truncate(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)Count, nameof(count));
        Count = count;
    }

    /// <summary>The program as it stands, without a copy: the same object every time, valid until the buffer changes.</summary>
    public MutatorProgram View()
    {
        _view.Reset(Locals, Globals, HeapWords, _operations.AsMemory(0, Count), Finalizers, Regions);
        return _view;
    }

    /// <summary>The program as it stands, as a copy that stays.</summary>
    public MutatorProgram ToProgram() => new(Locals, Globals, Operations.ToArray(), Finalizers, Regions, HeapWords);
}
