using System.Collections.Immutable;
using GcVerify.Mutator;

namespace GcVerify.Reporting;

/// <summary>A row of a <see cref="HeapTable"/>.</summary>
/// <param name="Label">What its objects have in common.</param>
/// <param name="Amount">How many there are, and their words.</param>
/// <param name="Dominated">What would go with them, themselves included; null if that was not asked for.</param>
public readonly record struct HeapTableRow(string Label, Tally Amount, Tally? Dominated);

/// <summary>The objects in the heap of a moment, or some of them, counted by what they have in common, as guppy does for Python.</summary>
public sealed record HeapTable
{
    /// <summary>The moment.</summary>
    public required HeapMoment Moment { get; init; }

    /// <summary>What was asked for.</summary>
    public required HeapTableQuery Query { get; init; }

    /// <summary>What the last column says.</summary>
    public required string Heading { get; init; }

    /// <summary>The first rows, the largest first; as many as the query wants.</summary>
    public required ImmutableArray<HeapTableRow> Rows { get; init; }

    /// <summary>Rows that there are.</summary>
    public required int AllRows { get; init; }

    /// <summary>All that is counted, which is what percentages are of.</summary>
    public required Tally Total { get; init; }

    /// <summary>What of it roots lead to.</summary>
    public required Tally Live { get; init; }

    /// <summary>The labels of the rows that the query looks into.</summary>
    public required ImmutableArray<string> Within { get; init; }

    /// <summary>Of a query for what would go with an object: the object with which that one would go, or 0.</summary>
    public required int Dominator { get; init; }

    /// <summary>Whether the subject tells sizes; if not, all words are 0.</summary>
    public bool SizesAreTold => Moment.Promises.Sight.HasFlag(Sight.Sizes);

    /// <summary>What of all that is counted no root leads to.</summary>
    public Tally Garbage => new(Total.Objects - Live.Objects, Total.Words - Live.Words);

    /// <summary>Counts the objects.</summary>
    /// <exception cref="GraphQueryException">The query names an object or a row that is not there.</exception>
    public static HeapTable Of(HeapMoment moment, MutatorProgram program, HeapTableQuery query)
    {
        ArgumentNullException.ThrowIfNull(moment);
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(query);
        Retention? retention = query.Dominated || query.Retained != 0 ? new Retention(moment) : null;
        var selection = new Selection(moment, program, query, retention);
        Grouping grouping = Grouping.Named(query.By, moment, program);
        var partition = new Partition(moment, selection.Numbers, grouping);
        if (query.Dominated && query.By == "individual")
        {
            partition.OrderBy(group => retention!.Of(group.Key));
        }

        HeapTableRow RowOf(Partition.Group group) => new(
            partition.LabelOf(group),
            group.Amount,
            !query.Dominated ? null
                : group.Amount.Objects == 1 ? retention!.Of(group.Oldest)
                : retention!.OfAll(partition.MembersOf(group)));
        return new HeapTable
        {
            Moment = moment,
            Query = query,
            Heading = grouping.Heading,
            Rows = [.. partition.Groups.Take(query.Lines).Select(RowOf)],
            AllRows = partition.Groups.Count,
            Total = Sum(moment, selection.Numbers),
            Live = Sum(moment, selection.Numbers.Where(number => moment.All.ItemRef(number - 1).IsLive)),
            Within = selection.Labels,
            Dominator = query.Retained == 0 ? 0 : retention!.DominatorOf(query.Retained),
        };
    }

    private static Tally Sum(HeapMoment moment, IEnumerable<int> numbers)
    {
        Tally sum = default;
        foreach (int number in numbers)
        {
            sum += new Tally(1, moment.All.ItemRef(number - 1).Words);
        }

        return sum;
    }
}
