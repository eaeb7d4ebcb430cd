using System.Collections.Immutable;

namespace GcVerify.Reporting;

/// <summary>A cycle of garbage that keeps an object from being freed by counts: it lies on the cycle, or hangs from it.</summary>
/// <param name="Steps">The references of the cycle, each from where the one before leads; one of the shortest.</param>
/// <param name="Members">Objects that lead to each other with those of the cycle, by number; the cycle may be one of several.</param>
/// <param name="Closing">The reference of the cycle that was stored last: it closed the cycle, and to cut it opens it.</param>
/// <param name="ClosedAt">The step that stored it.</param>
/// <param name="Hanging">The path from the cycle to the object; empty if it lies on it.</param>
public sealed record GarbageCycle(
    ImmutableArray<PathStep> Steps, ImmutableArray<int> Members, PathStep Closing, int ClosedAt, ImmutableArray<PathStep> Hanging)
{
    /// <summary>The cycle nearest to an object that is garbage and in the heap; null if it is not, or there is none.</summary>
    public static GarbageCycle? Of(HeapMoment moment, int number)
    {
        ArgumentNullException.ThrowIfNull(moment);
        if (moment[number].IsLive || !moment[number].IsPresent)
        {
            return null;
        }

        return new Search(moment).From(number);
    }

    /// <summary>Whether a reference keeps alive and lies in the garbage of the heap.</summary>
    private static bool IsStrongGarbage(HeapMoment moment, PathStep step) =>
        step.Slot >= moment.WeakFieldsOf(step.Holder) && !moment[step.Holder].IsLive;

    private sealed class Search(HeapMoment moment)
    {
        private readonly Referrers _referrers = new(moment);
        private readonly Dictionary<int, PathStep> _towards = [];

        /// <summary>Backwards from the object, breadth first, to the first that lies on a cycle.</summary>
        public GarbageCycle? From(int number)
        {
            var queue = new List<int> { number };
            _towards[number] = default;
            for (int i = 0; i < queue.Count; i++)
            {
                foreach (PathStep step in _referrers.To(queue[i]))
                {
                    if (IsStrongGarbage(moment, step) && _towards.TryAdd(step.Holder, step))
                    {
                        queue.Add(step.Holder);
                    }
                }
            }

            Components components = new(moment, queue);
            int first = queue.Find(components.IsOnCycle);
            return first == 0 ? null : Cycle(first, components.MembersOf(first), number);
        }

        private GarbageCycle Cycle(int first, ImmutableArray<int> members, int number)
        {
            ImmutableArray<PathStep> steps = Shortest(first, [.. members]);
            PathStep closing = steps.MaxBy(StoredAt);
            var hanging = ImmutableArray.CreateBuilder<PathStep>();
            for (int at = first; at != number; at = _towards[at].Target)
            {
                hanging.Add(_towards[at]);
            }

            return new GarbageCycle(steps, members, closing, StoredAt(closing), hanging.ToImmutable());
        }

        private int StoredAt(PathStep step) => moment.StoredAt(step.Holder)[step.Slot];

        /// <summary>The shortest way from an object to itself within its component.</summary>
        private ImmutableArray<PathStep> Shortest(int first, HashSet<int> members)
        {
            var reachedBy = new Dictionary<int, PathStep>();
            var queue = new List<int> { first };
            for (int i = 0; !reachedBy.ContainsKey(first); i++)
            {
                ReadOnlySpan<int> fields = moment.FieldsOf(queue[i]);
                for (int field = moment.WeakFieldsOf(queue[i]); field < fields.Length; field++)
                {
                    if (members.Contains(fields[field]) && reachedBy.TryAdd(fields[field], new PathStep(queue[i], field, fields[field])))
                    {
                        queue.Add(fields[field]);
                    }
                }
            }

            var steps = new List<PathStep> { reachedBy[first] };
            while (steps[^1].Holder != first)
            {
                steps.Add(reachedBy[steps[^1].Holder]);
            }

            steps.Reverse();
            return [.. steps];
        }
    }
}
