using System.Collections.Immutable;

namespace GcVerify.Reporting;

/// <summary>What holds a reference to an object.</summary>
/// <param name="Name">The holder in words, such as <c>g0</c> or <c>#3.1</c>.</param>
/// <param name="Reference">The reference.</param>
/// <param name="IsWeak">Whether it does not keep alive by itself.</param>
public readonly record struct Holder(string Name, PathStep Reference, bool IsWeak);

/// <summary>Time between an object's death and its release (Röjemo and Runciman 1996).</summary>
/// <param name="Steps">Steps.</param>
/// <param name="Words">Words allocated meanwhile; 0 if the subject does not tell sizes.</param>
/// <param name="IsOver">Whether it was freed; else it is the time up to the end of the run.</param>
public readonly record struct Drag(int Steps, long Words, bool IsOver);

/// <summary>Why an object is alive, or since when and why not, and what became of it.</summary>
public sealed record Explanation
{
    /// <summary>The object as it is in the moment that is explained.</summary>
    public required HeapObject Object { get; init; }

    /// <summary>Its whole life in the run.</summary>
    public required ObjectLife Life { get; init; }

    /// <summary>The shortest path from a root to it in that moment; empty if it is garbage.</summary>
    public required ImmutableArray<PathStep> RootPath { get; init; }

    /// <summary>
    /// The end of the last path to it: what the mutator removed, if that is known and the object was not reached again afterwards.
    /// </summary>
    public ReferenceCut? Cut { get; init; }

    /// <summary>From the object that lost the reference of <see cref="Cut"/> to this one; empty if it is this one.</summary>
    public ImmutableArray<PathStep> AfterCut { get; init; } = [];

    /// <summary>The collection that freed it later in the run or before, or null.</summary>
    public HeapCollection? FreedBy { get; init; }

    /// <summary>How long it was garbage, or null: it never was.</summary>
    public Drag? Drag { get; init; }

    /// <summary>The cycle that keeps it in the heap though it is garbage, or null.</summary>
    public GarbageCycle? Cycle { get; init; }

    /// <summary>What refers to it in that moment, roots first.</summary>
    public required ImmutableArray<Holder> Holders { get; init; }

    /// <summary>References that a count is the number of: all but those that hold weakly.</summary>
    public int InDegree => Object.InDegree;

    /// <summary>Those of them in roots.</summary>
    public int InRoots => Object.InRoots;

    /// <summary>What Python's <c>sys.getrefcount</c> answers for so many references: its own argument is one more.</summary>
    public int GetRefCount => InDegree + 1;

    /// <summary>Explains an object of a moment of a run.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="history">The run.</param>
    /// <param name="number">The object.</param>
    /// <exception cref="GraphQueryException">There is no such object by then.</exception>
    public static Explanation Of(HeapMoment moment, HeapHistory history, int number)
    {
        ArgumentNullException.ThrowIfNull(moment);
        ArgumentNullException.ThrowIfNull(history);
        PictureSelection.Demand(moment, number);
        HeapObject one = moment[number];
        ObjectLife life = history.LifeOf(number);
        ReferenceCut? cut = one.GarbageSince is { } since && since == life.DiedAt ? life.Cut : null;
        return new Explanation
        {
            Object = one,
            Life = life,
            RootPath = one.IsLive ? new HeapPaths(moment).To(number) : [],
            Cut = cut,
            AfterCut = cut is { } removed && removed.Target != number ? Between(moment, removed.Target, number) : [],
            FreedBy = life.FreedBy > 0 ? history.Collections[life.FreedBy - 1] : null,
            Drag = DragOf(history, life),
            Cycle = GarbageCycle.Of(moment, number),
            Holders = [.. HoldersOf(moment, number)],
        };
    }

    private static Drag? DragOf(HeapHistory history, ObjectLife life)
    {
        if (life.DiedAt is not { } died)
        {
            return null;
        }

        int end = life.FreedAt ?? history.LastStep;
        return new Drag(end - died, history.AllocatedWordsAt(end) - history.AllocatedWordsAt(died), life.FreedAt is not null);
    }

    private static IEnumerable<Holder> HoldersOf(HeapMoment moment, int number)
    {
        foreach (HeapRoot root in moment.Roots.Where(root => root.Number == number))
        {
            yield return new Holder(root.Name, new PathStep(0, root.Position, number), false);
        }

        foreach (PathStep step in new Referrers(moment).To(number).ToArray())
        {
            yield return new Holder(HeapPaths.NameOf(moment, step), step, HoldsWeakly(moment, step));
        }
    }

    /// <summary>The value of an ephemeron is counted, as the ephemeron does hold it; its key is not.</summary>
    private static bool HoldsWeakly(HeapMoment moment, PathStep step) => step.Slot < Math.Min(1, moment.WeakFieldsOf(step.Holder));

    /// <summary>The shortest way from one object to another; empty if there is none over fields alone.</summary>
    private static ImmutableArray<PathStep> Between(HeapMoment moment, int from, int to)
    {
        var reachedBy = new Dictionary<int, PathStep> { [from] = default };
        var queue = new List<int> { from };
        for (int i = 0; i < queue.Count && !reachedBy.ContainsKey(to); i++)
        {
            ReadOnlySpan<int> fields = moment.FieldsOf(queue[i]);
            for (int field = Math.Min(1, moment.WeakFieldsOf(queue[i])); field < fields.Length; field++)
            {
                if (fields[field] != 0 && reachedBy.TryAdd(fields[field], new PathStep(queue[i], field, fields[field])))
                {
                    queue.Add(fields[field]);
                }
            }
        }

        var path = new List<PathStep>();
        for (int at = to; at != from && reachedBy.TryGetValue(at, out PathStep step); at = step.Holder)
        {
            path.Add(step);
        }

        path.Reverse();
        return [.. path];
    }
}
