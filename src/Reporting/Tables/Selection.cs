using System.Collections.Immutable;

namespace GcVerify.Reporting;

/// <summary>The objects in the heap of a moment that a query is about.</summary>
internal sealed class Selection
{
    /// <summary>Selects them.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="program">What was run.</param>
    /// <param name="query">The query.</param>
    /// <param name="retention">What would go with objects; null only if the query does not ask.</param>
    /// <exception cref="GraphQueryException">The query names an object or a row that is not there.</exception>
    public Selection(HeapMoment moment, Mutator.MutatorProgram program, HeapTableQuery query, Retention? retention)
    {
        IEnumerable<int> numbers = query.Retained == 0
            ? moment.Present.Select(one => one.Number)
            : RetainedBy(moment, query.Retained, retention!);
        Numbers = [.. query.LeaksOnly ? numbers.Where(number => !moment.All.ItemRef(number - 1).IsLive) : numbers];
        var labels = new List<string>();
        foreach (RowChoice row in query.Rows)
        {
            var partition = new Partition(moment, Numbers, Grouping.Named(row.By, moment, program));
            if (row.Index >= partition.Groups.Count)
            {
                throw new GraphQueryException(OutOfRange(row, partition.Groups.Count));
            }

            Partition.Group group = partition.Groups[row.Index];
            labels.Add(partition.LabelOf(group));
            Numbers = [.. partition.MembersOf(group)];
        }

        Labels = [.. labels];
    }

    /// <summary>The objects, by number.</summary>
    public IReadOnlyList<int> Numbers { get; private init; }

    /// <summary>What the rows that the query looks into are called.</summary>
    public ImmutableArray<string> Labels { get; }

    private static IReadOnlyList<int> RetainedBy(HeapMoment moment, int number, Retention retention)
    {
        if (!moment.Knows(number))
        {
            string range = moment.All.IsEmpty ? "there are none" : $"there are #1 to #{moment.All.Length}";
            throw new GraphQueryException($"there is no object #{number} after step {moment.Step}: {range}");
        }

        return moment[number].FreedAt is not { } freed ? retention.SetOf(number)
            : throw new GraphQueryException($"#{number} is not in the heap after step {moment.Step}: it was freed in step {freed}");
    }

    private static string OutOfRange(RowChoice row, int rows) => $"there is no row {row.Index} by {row.By}: "
        + (rows == 0 ? "there are none" : rows == 1 ? "there is only row 0" : $"there are rows 0 to {rows - 1}");
}
