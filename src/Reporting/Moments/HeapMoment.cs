using System.Collections.Immutable;
using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Reporting;

/// <summary>
/// The heap after one step of a run: step 0 is before the first operation, step k after the k-th, and the one after the last operation is
/// after the collections at the end. References are those that the mutator made; where the subject shows others,
/// <see cref="Misdirections"/> says so.
/// </summary>
public sealed record HeapMoment
{
    private readonly ReferenceStore _references;

    internal HeapMoment(ReferenceStore references) => _references = references;

    /// <summary>The step.</summary>
    public required int Step { get; init; }

    /// <summary>Operations of the program; the step after the last is one more.</summary>
    public required int Operations { get; init; }

    /// <summary>The operation that the step ends with, as a program says it; empty for step 0.</summary>
    public required string Operation { get; init; }

    /// <summary>Every root slot: globals, pending finalizers, locals of the frames from the outermost.</summary>
    public required ImmutableArray<HeapRoot> Roots { get; init; }

    /// <summary>Every object allocated so far in the order of the numbers, the freed ones included; the first is number 1.</summary>
    public required ImmutableArray<HeapObject> All { get; init; }

    /// <summary>The collections so far.</summary>
    public required ImmutableArray<HeapCollection> Collections { get; init; }

    /// <summary>What the subject undertakes: what it does not let be seen is unknown here.</summary>
    public required Promises Promises { get; init; }

    /// <summary>The law that the run has broken in this step, or null.</summary>
    public Violation? Violation { get; init; }

    /// <summary>References that the subject shows otherwise than the mutator made them, of what a walk in this step has seen.</summary>
    public ImmutableArray<Misdirection> Misdirections { get; init; } = [];

    /// <summary>
    /// Whether the objects were walked in this step, so that counts and colours of those reachable are known where the subject tells them.
    /// </summary>
    public bool IsWalked { get; init; }

    /// <summary>The objects that are in the heap, garbage or not.</summary>
    public IEnumerable<HeapObject> Present => All.Where(one => one.IsPresent);

    /// <summary>The objects that were freed.</summary>
    public IEnumerable<HeapObject> Freed => All.Where(one => !one.IsPresent);

    /// <summary>Whether an object of this number has been allocated by now.</summary>
    public bool Knows(int number) => number > 0 && number <= All.Length;

    /// <summary>The object of a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none by now.</exception>
    public HeapObject this[int number] =>
        Knows(number) ? All[number - 1] : throw new ArgumentOutOfRangeException(nameof(number), number, "no object of this number");

    /// <summary>
    /// The numbers of the objects that an object's fields refer to, 0 for null; those of a freed object as they were last.
    /// </summary>
    public ReadOnlySpan<int> FieldsOf(int number) => _references.TargetsOf(number);

    /// <summary>The steps in which the fields were stored last, 0 for never.</summary>
    public ReadOnlySpan<int> StoredAt(int number) => _references.StoredAt(number);

    /// <summary>
    /// How many of an object's first fields do not keep alive by themselves: 1 of a weak reference, 2 of an ephemeron with a key, else 0.
    /// </summary>
    public int WeakFieldsOf(int number) => this[number].Shape.Kind switch
    {
        ObjectKind.Weak when Promises.WeakReferences => 1,
        ObjectKind.Ephemeron when Promises.Ephemerons && FieldsOf(number)[0] != 0 => 2,
        _ => 0,
    };
}

/// <summary>A root slot.</summary>
/// <param name="Position">Its place among all root slots, from 0.</param>
/// <param name="Name">What to call it, such as <c>g0</c>, <c>r1</c>, <c>r1 of the caller</c>, <c>pending finalizer 0</c>.</param>
/// <param name="Root">As it is named in its own frame; <see cref="Root.None"/> of a pending finalizer.</param>
/// <param name="Depth">Its frame, 0 for the outermost and for a global; of a pending finalizer its place in the queue.</param>
/// <param name="Number">The object in it, 0 for null.</param>
public readonly record struct HeapRoot(int Position, string Name, Root Root, int Depth, int Number);

/// <summary>A reference that the subject shows otherwise than the mutator made it.</summary>
/// <param name="Holder">The object that holds it, or 0: a root does.</param>
/// <param name="Slot">The field, or the position of the root.</param>
/// <param name="Expected">The object that the mutator made it refer to, 0 for null.</param>
/// <param name="Found">The object found behind it, 0 for null, or <see cref="ObjectView.Dangling"/>.</param>
public readonly record struct Misdirection(int Holder, int Slot, int Expected, int Found);
