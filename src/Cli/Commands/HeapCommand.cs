using System.Collections.Immutable;
using System.CommandLine;
using GcVerify.Cli.Workers;
using GcVerify.Reporting;

namespace GcVerify.Cli.Commands;

/// <summary><c>gcverify heap</c>: counts the objects of a heap.</summary>
internal sealed class HeapCommand
{
    private const int MostLines = 10_000_000;

    private readonly Command _command = new(
        "heap",
        "Counts the objects in the heap at one moment of a run, garbage or not, by what they have in common: the largest group first. "
        + "Exit code 0: counted; 2: undecided; 64: wrong usage.");

    private readonly ProgramArguments _program;
    private readonly Option<string> _at = HeapArguments.At();
    private readonly Option<string> _by = new("--by")
    {
        HelpName = "what",
        Description = $"{string.Join(", ", HeapTableQuery.Groupings[..^1])} or {HeapTableQuery.Groupings[^1]} (kind)",
    };

    private readonly Option<string[]> _row = new("--row")
    {
        HelpName = "[what:]n",
        Description = "only the objects of this row, as it is numbered in the table by kind or, as in 'rcs:0', by something else; "
            + "may be repeated, each within the one before",
    };

    private readonly Option<bool> _leaks = new("--leaks") { Description = "only what no root leads to" };
    private readonly Option<bool> _dominated = new("--dominated")
    {
        Description = "tell of each row what would go from the heap if its objects went; individuals come in that order",
    };

    private readonly Option<string> _retained = new("--retained") { HelpName = "n", Description = "only what would go with this object" };
    private readonly Option<string> _since = new("--since")
    {
        HelpName = "step",
        Description = "only what is otherwise than after this step",
    };

    private readonly Option<bool> _copies = new("--copies")
    {
        Description = "instead: what each 'r1 = r0', 'copy' and 'deepcopy' made and what it shares",
    };

    private readonly Option<string> _lines = new("--lines")
    {
        HelpName = "n",
        Description = $"rows to show at most ({HeapTableQuery.DefaultLines})",
    };

    private readonly Option<bool> _bytes = new("--bytes") { Description = "sizes in bytes instead of words" };
    private readonly FormatOption _format = new();

    private HeapCommand(ImmutableArray<string> adapter)
    {
        _program = new ProgramArguments(_command, adapter);
        foreach (Option option in new Option[]
        {
            _at, _by, _row, _leaks, _dominated, _retained, _since, _copies, _lines, _bytes, _format,
        })
        {
            _command.Add(option);
        }

        _command.SetAction(Run);
    }

    /// <summary>The command, followed by an adapter's command line or nothing.</summary>
    public static Command Create(ImmutableArray<string> adapter) => new HeapCommand(adapter)._command.WithExamples(
        "gcverify heap examples/cycle.gcp --collector reference-counting --leaks",
        "gcverify heap examples/global.gcp --collector generational --by rcs",
        "gcverify heap examples/global.gcp --collector mark-sweep --row 0 --by size",
        "gcverify heap --seed 7 --collector semispace --by individual --dominated");

    private int Run(ParseResult result)
    {
        HeapTableQuery query = Query(result);
        bool json = _format.IsJson(result), copies = result.GetValue(_copies);
        RejectWhatDoesNotGoTogether(result);
        ProgramRequest request = _program.Read(result, _program.FileOf(result));
        int? at = HeapArguments.ReadAt(result.GetValue(_at), request);
        int last = at ?? request.File.Program.Body.Length;
        var order = new HeapOrder
        {
            At = at,
            Table = query,
            Since = result.GetValue(_since) is string since ? ReadSince(since, last) : null,
            Format = json ? "json" : "text",
        };
        Func<string, string>? undecided = json ? reason => HeapTableJson.Undecided(request.File.Name, request.Collector, reason) : null;
        string? text = HeapArguments.Ask(request, copies ? WorkTask.Copies : WorkTask.Heap, order, undecided);
        Console.Out.Write(text);
        return text is null ? ExitCodes.Undecided : ExitCodes.Holds;
    }

    private static int ReadSince(string given, int last) => last > 0 ? Numbers.Read32("--since", given, 0, last - 1)
        : throw new UsageException($"--since '{Catalog.Quoted(given)}': there is no step before step 0");

    private HeapTableQuery Query(ParseResult result) => new()
    {
        By = result.GetValue(_by) is string by ? ReadGrouping(by) : HeapTableQuery.Groupings[0],
        Rows = [.. (result.GetValue(_row) ?? []).Select(ReadRow)],
        LeaksOnly = result.GetValue(_leaks),
        Retained = result.GetValue(_retained) is string retained ? HeapArguments.ReadObject("--retained", retained) : 0,
        Dominated = result.GetValue(_dominated),
        Lines = result.GetValue(_lines) is string lines ? Numbers.Read32("--lines", lines, 1, MostLines) : HeapTableQuery.DefaultLines,
        InBytes = result.GetValue(_bytes),
    };

    private static string ReadGrouping(string given) => HeapTableQuery.Groupings.Contains(given) ? given
        : throw new UsageException(Catalog.Unknown(
            "grouping", given, HeapTableQuery.Groupings, "there are: " + string.Join(", ", HeapTableQuery.Groupings)));

    private static RowChoice ReadRow(string given)
    {
        int colon = given.IndexOf(':', StringComparison.Ordinal);
        string by = colon < 0 ? HeapTableQuery.Groupings[0] : ReadGrouping(given[..colon]);
        return new RowChoice(by, Numbers.Read32("--row", given[(colon + 1)..], 0, int.MaxValue));
    }

    private void RejectWhatDoesNotGoTogether(ParseResult result)
    {
        Option[] ofOneMoment = [_row, _dominated, _retained];
        Option[] ofTables = [_by, _leaks, .. ofOneMoment];
        Reject(_since, ofOneMoment, "compares two moments");
        Reject(_copies, [.. ofTables, _since], "is a table of its own");
        void Reject(Option with, Option[] others, string why)
        {
            if (IsGiven(with) && others.FirstOrDefault(IsGiven) is { } other)
            {
                throw new UsageException($"{other.Name}: does not go with '{with.Name}', which {why}");
            }
        }

        bool IsGiven(Option option) => result.GetResult(option) is { Implicit: false };
    }
}
