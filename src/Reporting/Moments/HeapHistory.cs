using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Reporting;

/// <summary>What became of each object of a run, up to its end or to the law that it broke.</summary>
public sealed class HeapHistory
{
    private readonly ObjectLife[] _lives;
    private readonly HeapEvent[] _events;
    private readonly long[] _wordsBefore;

    internal HeapHistory(ObjectLife[] lives, HeapEvent[] events)
    {
        _lives = lives;
        _events = events;
        _wordsBefore = new long[lives.Length + 1];
        for (int i = 0; i < lives.Length; i++)
        {
            _wordsBefore[i + 1] = _wordsBefore[i] + lives[i].Words;
        }
    }

    /// <summary>What was run.</summary>
    public required MutatorProgram Program { get; init; }

    /// <summary>What the subject undertook.</summary>
    public required Promises Promises { get; init; }

    /// <summary>The last step that was begun.</summary>
    public required int LastStep { get; init; }

    /// <summary>The collections, in order.</summary>
    public required ImmutableArray<HeapCollection> Collections { get; init; }

    /// <summary>Where the mutator waited for the collector, in order; empty if the subject does not tell.</summary>
    public required ImmutableArray<Pause> Pauses { get; init; }

    /// <summary>Heap accesses of the mutator itself: the roots and fields that its operations read and write.</summary>
    public required long MutatorWork { get; init; }

    /// <summary>The law that was broken, or null.</summary>
    public required Violation? Violation { get; init; }

    /// <summary>The lives of all objects; the first is number 1.</summary>
    public ReadOnlySpan<ObjectLife> Lives => _lives;

    /// <summary>The life of an object.</summary>
    /// <exception cref="ArgumentOutOfRangeException">None of this number was allocated.</exception>
    public ObjectLife LifeOf(int number) => number > 0 && number <= _lives.Length
        ? _lives[number - 1]
        : throw new ArgumentOutOfRangeException(nameof(number), number, "no object of this number");

    /// <summary>Everything that happened to objects beside their allocation, death and release, in order.</summary>
    public ReadOnlySpan<HeapEvent> Events => _events;

    /// <summary>What happened to one object, in order.</summary>
    public IEnumerable<HeapEvent> EventsOf(int number) => _events.Where(one => one.Number == number);

    /// <summary>Words that were allocated up to the end of a step; 0 throughout if the subject does not tell sizes.</summary>
    public long AllocatedWordsAt(int step)
    {
        // Numbers go up in the order of allocation.
        int low = 0, high = _lives.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _lives[middle].AllocatedAt <= step ? (middle + 1, high) : (low, middle);
        }

        return _wordsBefore[low];
    }

    /// <summary>The operation that a step ends with, as a program says it; empty for step 0.</summary>
    public string OperationOf(int step) => OperationOf(Program, step);

    /// <summary>The operation that a step of a program ends with.</summary>
    internal static string OperationOf(MutatorProgram program, int step) => step == 0 ? ""
        : step > program.Body.Length ? "the collections at the end"
        : ProgramPrinter.Print(
            program.Body[step - 1],
            ImmutableCollectionsMarshal.AsArray(program.Regions)!,
            ImmutableCollectionsMarshal.AsArray(program.Finalizers)!);
}
