using System.Collections.Immutable;
using System.Globalization;
using GcVerify.Mutator;

namespace GcVerify.Reporting;

/// <summary>A reference as a step of a path.</summary>
/// <param name="Holder">The object that holds it; 0: a root does, or it is immortal.</param>
/// <param name="Slot">The field of the holder, the position of the root, or <see cref="Immortal"/>.</param>
/// <param name="Target">The object that it refers to.</param>
public readonly record struct PathStep(int Holder, int Slot, int Target)
{
    /// <summary>In the place of a root's position: the object is immortal, and no root needs to lead to it.</summary>
    public const int Immortal = -1;
}

/// <summary>The shortest path from a root, else from an immortal object, to each object of a moment. Linear and iterative.</summary>
public sealed class HeapPaths
{
    private readonly HeapMoment _moment;
    private readonly PathStep[] _reachedBy;
    private readonly List<int> _queue = [];

    /// <summary>Finds them all.</summary>
    public HeapPaths(HeapMoment moment)
    {
        ArgumentNullException.ThrowIfNull(moment);
        _moment = moment;
        _reachedBy = new PathStep[moment.All.Length + 1];
        foreach (HeapRoot root in moment.Roots)
        {
            Reach(new PathStep(0, root.Position, root.Number));
        }

        int done = Drain(0);
        for (int number = 1; moment.Promises.Immortals && number <= moment.All.Length; number++)
        {
            if (moment[number].Shape.Kind == ObjectKind.Immortal)
            {
                Reach(new PathStep(0, PathStep.Immortal, number));
                done = Drain(done);
            }
        }
    }

    /// <summary>The path to an object, root first; empty if none leads there.</summary>
    public ImmutableArray<PathStep> To(int number)
    {
        var path = new List<PathStep>();
        for (int at = number; _reachedBy[at].Target != 0; at = _reachedBy[at].Holder)
        {
            path.Add(_reachedBy[at]);
            if (_reachedBy[at].Holder == 0)
            {
                break;
            }
        }

        path.Reverse();
        return [.. path];
    }

    /// <summary>A path in words, such as <c>g0 -> #3.1 -> #5</c>; empty for an empty one.</summary>
    public static string Describe(HeapMoment moment, IReadOnlyList<PathStep> path)
    {
        ArgumentNullException.ThrowIfNull(moment);
        ArgumentNullException.ThrowIfNull(path);
        return path.Count == 0 ? "" : string.Concat(path.Select(step => NameOf(moment, step) + " -> ")) + Names.Of(path[^1].Target);
    }

    /// <summary>What holds a reference: <c>g0</c>, <c>#3.1</c>, <c>immortal</c>.</summary>
    public static string NameOf(HeapMoment moment, PathStep step)
    {
        ArgumentNullException.ThrowIfNull(moment);
        return step.Holder != 0 ? string.Create(CultureInfo.InvariantCulture, $"#{step.Holder}.{step.Slot}")
            : step.Slot == PathStep.Immortal ? "immortal"
            : moment.Roots[step.Slot].Name;
    }

    private int Drain(int done)
    {
        for (; done < _queue.Count; done++)
        {
            int holder = _queue[done];
            ReadOnlySpan<int> fields = _moment.FieldsOf(holder);
            int weak = _moment.WeakFieldsOf(holder);
            for (int field = weak == 2 && _moment[fields[0]].IsLive ? 1 : weak; field < fields.Length; field++)
            {
                Reach(new PathStep(holder, field, fields[field]));
            }
        }

        return done;
    }

    private void Reach(PathStep step)
    {
        if (step.Target != 0 && _reachedBy[step.Target].Target == 0)
        {
            _reachedBy[step.Target] = step;
            _queue.Add(step.Target);
        }
    }
}
