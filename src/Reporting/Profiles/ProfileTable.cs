using System.Globalization;

namespace GcVerify.Reporting;

/// <summary>What a table of a profile has a row for.</summary>
public enum ProfileRows
{
    /// <summary>Each step.</summary>
    Operation,

    /// <summary>Each text of an operation, however often it occurs.</summary>
    Text,

    /// <summary>Each stretch that <c>region</c> names.</summary>
    Region,
}

/// <summary>Memory and work by operation, by what the operations say, or by region, as memory_profiler shows it by line.</summary>
public sealed class ProfileTable
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private readonly HeapHistory _history;
    private readonly HeapLedger _ledger;
    private readonly long[] _work;
    private readonly int[] _full;
    private readonly int[] _minor;

    private ProfileTable(HeapHistory history, HeapLedger ledger)
    {
        _history = history;
        _ledger = ledger;
        _work = new long[ledger.Steps + 1];
        _full = new int[ledger.Steps + 1];
        _minor = new int[ledger.Steps + 1];
        foreach (Pause pause in history.Pauses)
        {
            _work[pause.Step] += pause.Accesses;
        }

        foreach (HeapCollection collection in history.Collections)
        {
            (collection.IsFull ? _full : _minor)[collection.Step]++;
        }
    }

    /// <summary>Renders it, with a line end.</summary>
    public static string Render(HeapHistory history, HeapLedger ledger, ProfileRows rows)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(ledger);
        var table = new ProfileTable(history, ledger);
        return rows switch
        {
            ProfileRows.Operation => table.ByOperation(),
            ProfileRows.Text => table.ByText(),
            _ => table.ByRegion(),
        };
    }

    private string ByOperation()
    {
        var table = new TextTable(
            ["step", "kept", "live", "floating", "increment", "work", "collections", "operation"],
            [true, true, true, true, true, true, false, false]);
        for (int step = 1; step <= _ledger.Steps; step++)
        {
            table.Add(
                Number(step),
                Number(_ledger.KeptAt(step)),
                Number(_ledger.LiveAt(step)),
                Number(_ledger.FloatingAt(step)),
                Signed(_ledger.KeptAt(step) - _ledger.KeptAt(step - 1)),
                Work(_work[step]),
                Collections(_full[step], _minor[step]),
                _history.OperationOf(step));
        }

        return table.Render();
    }

    private string ByText()
    {
        var table = new TextTable(
            ["occurrences", "increment", "work", "collections", "operation"], [true, true, true, false, false]);
        IEnumerable<IGrouping<string, int>> texts = Enumerable.Range(1, _ledger.Steps).GroupBy(_history.OperationOf)
            .OrderByDescending(steps => steps.Sum(Increment)).ThenBy(steps => steps.First());
        foreach (IGrouping<string, int> steps in texts)
        {
            table.Add(
                Number(steps.Count()),
                Signed(steps.Sum(Increment)),
                Work(steps.Sum(step => _work[step])),
                Collections(steps.Sum(step => _full[step]), steps.Sum(step => _minor[step])),
                steps.Key);
        }

        return table.Render();
    }

    private string ByRegion()
    {
        var table = new TextTable(
            ["steps", "kept", "live", "peak", "increment", "work", "collections", "region"],
            [false, true, true, true, true, true, false, false]);
        List<RegionMark> regions = [new RegionMark("(before the first)", 1), .. Profiling.RegionsOf(_history.Program)];
        for (int i = 0; i < regions.Count; i++)
        {
            int first = regions[i].Step, last = Math.Min(_ledger.Steps, i + 1 < regions.Count ? regions[i + 1].Step - 1 : _ledger.Steps);
            if (first > last)
            {
                continue;
            }

            int[] steps = [.. Enumerable.Range(first, last - first + 1)];
            table.Add(
                string.Create(Invariant, $"{first}-{last}"),
                Number(_ledger.KeptAt(last)),
                Number(_ledger.LiveAt(last)),
                Number(steps.Max(_ledger.KeptAt)),
                Signed(steps.Sum(Increment)),
                Work(steps.Sum(step => _work[step])),
                Collections(steps.Sum(step => _full[step]), steps.Sum(step => _minor[step])),
                regions[i].Name);
        }

        return table.Render();
    }

    private long Increment(int step) => _ledger.KeptAt(step) - _ledger.KeptAt(step - 1);

    private string Work(long accesses) => _history.Pauses.IsEmpty ? "-" : Number(accesses);

    private static string Collections(int full, int minor) => (full, minor) switch
    {
        (0, 0) => "",
        (_, 0) => string.Create(Invariant, $"{full} full"),
        (0, _) => string.Create(Invariant, $"{minor} minor"),
        _ => string.Create(Invariant, $"{full} full, {minor} minor"),
    };

    private static string Number(long value) => value.ToString(Invariant);

    private static string Signed(long value) => value > 0 ? "+" + Number(value) : Number(value);
}
