using System.Collections.Immutable;
using GcVerify.Mutator;

namespace GcVerify.Reporting;

/// <summary>A row of a <see cref="HeapDifference"/>.</summary>
/// <param name="Label">What its objects have in common.</param>
/// <param name="Before">How many there were, and their words.</param>
/// <param name="Now">How many there are, and their words.</param>
public readonly record struct HeapDifferenceRow(string Label, Tally Before, Tally Now)
{
    /// <summary>Objects more, or fewer.</summary>
    public int Objects => Now.Objects - Before.Objects;

    /// <summary>Words more, or fewer.</summary>
    public int Words => Now.Words - Before.Words;
}

/// <summary>What two moments of a run count otherwise.</summary>
public sealed record HeapDifference
{
    /// <summary>The later moment.</summary>
    public required HeapMoment Moment { get; init; }

    /// <summary>The step of the earlier one.</summary>
    public required int Since { get; init; }

    /// <summary>What was asked for.</summary>
    public required HeapTableQuery Query { get; init; }

    /// <summary>What the last column says.</summary>
    public required string Heading { get; init; }

    /// <summary>The first of the rows that changed, what grew most first; as many as the query wants.</summary>
    public required ImmutableArray<HeapDifferenceRow> Rows { get; init; }

    /// <summary>Rows that changed.</summary>
    public required int AllRows { get; init; }

    /// <summary>All that is counted, then and now.</summary>
    public required HeapDifferenceRow Total { get; init; }

    /// <summary>Objects counted now that were not then.</summary>
    public required int Added { get; init; }

    /// <summary>Objects counted then that are not now.</summary>
    public required int Removed { get; init; }

    /// <summary>Whether the subject tells sizes; if not, all words are 0.</summary>
    public bool SizesAreTold => Moment.Promises.Sight.HasFlag(Sight.Sizes);

    /// <summary>Compares two moments of a run.</summary>
    /// <param name="before">The earlier one.</param>
    /// <param name="now">The later one.</param>
    /// <param name="program">What was run.</param>
    /// <param name="query">Which objects, and by what. Rows, what is dominated and what is retained are of one moment and not looked at.
    /// </param>
    public static HeapDifference Of(HeapMoment before, HeapMoment now, MutatorProgram program, HeapTableQuery query)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(query);
        HeapTableQuery all = query with { Rows = [], Retained = 0, Dominated = false, Lines = int.MaxValue };
        HeapTable then = HeapTable.Of(before, program, all), today = HeapTable.Of(now, program, all);
        Dictionary<string, Tally> earlier = then.Rows.ToDictionary(row => row.Label, row => row.Amount);
        var rows = today.Rows.Select(row => new HeapDifferenceRow(row.Label, earlier.GetValueOrDefault(row.Label), row.Amount)).ToList();
        var left = today.Rows.Select(row => row.Label).ToHashSet();
        rows.AddRange(then.Rows
            .Where(row => !left.Contains(row.Label))
            .Select(row => new HeapDifferenceRow(row.Label, row.Amount, default)));
        List<HeapDifferenceRow> changed = [.. rows
            .Where(row => row.Objects != 0 || row.Words != 0)
            .OrderByDescending(row => row.Words)
            .ThenByDescending(row => row.Objects)];
        (int added, int removed) = Turnover(before, now, query.LeaksOnly);
        return new HeapDifference
        {
            Moment = now,
            Since = before.Step,
            Query = query,
            Heading = today.Heading,
            Rows = [.. changed.Take(query.Lines)],
            AllRows = changed.Count,
            Total = new HeapDifferenceRow("", then.Total, today.Total),
            Added = added,
            Removed = removed,
        };
    }

    private static (int Added, int Removed) Turnover(HeapMoment before, HeapMoment now, bool leaksOnly)
    {
        int added = 0, removed = 0;
        for (int number = 1; number <= now.All.Length; number++)
        {
            bool was = before.Knows(number) && IsCounted(before.All.ItemRef(number - 1), leaksOnly);
            bool isNow = IsCounted(now.All.ItemRef(number - 1), leaksOnly);
            added += isNow && !was ? 1 : 0;
            removed += was && !isNow ? 1 : 0;
        }

        return (added, removed);
    }

    private static bool IsCounted(in HeapObject one, bool leaksOnly) => one.IsPresent && !(leaksOnly && one.IsLive);
}
