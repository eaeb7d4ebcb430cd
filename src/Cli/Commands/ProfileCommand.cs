using System.Collections.Immutable;
using System.CommandLine;
using GcVerify.Cli.Output;
using GcVerify.Cli.Workers;
using GcVerify.Reporting;

namespace GcVerify.Cli.Commands;

/// <summary><c>gcverify profile</c>: memory and work of a collector over the operations of a program.</summary>
internal sealed class ProfileCommand
{
    private const int MostCollectors = 26;
    private static readonly string[] RowNames = [.. Enum.GetNames<ProfileRows>().Select(name => name.ToLowerInvariant())];

    private readonly Command _command = new(
        "profile",
        "Shows what a program costs: what is kept, live and floating after each step, collections, pauses, drag. "
        + "Exit code 0: measured; 2: undecided; 64: wrong usage.");

    private readonly ProgramArguments _program;
    private readonly Option<string> _collectors = new("--collectors")
    {
        HelpName = "name,...",
        Description = "several collectors, in one plot",
    };

    private readonly Option<string> _by = new("--by")
    {
        HelpName = "rows",
        Description = $"a table by {string.Join(", ", RowNames[..^1])} or {RowNames[^1]} (operation, of short programs)",
    };

    private readonly Option<string> _save = new("--save")
    {
        HelpName = "name",
        Description = $"keep the figures in {ProfileFolder.Name}/, see 'gcverify profile list'",
    };

    private readonly FormatOption _format = new("svg");
    private readonly OutputFileOption _output;

    private ProfileCommand(ImmutableArray<string> adapter)
    {
        _program = new ProgramArguments(_command, adapter);
        foreach (Option option in new Option[] { _collectors, _by, _save, _format })
        {
            _command.Add(option);
        }

        _output = new OutputFileOption(_command, "where to write them, or the picture");
        _command.SetAction(Run);
        ProfileRecordCommands.AddTo(_command);
    }

    /// <summary>The command, followed by an adapter's command line or nothing.</summary>
    public static Command Create(ImmutableArray<string> adapter) => new ProfileCommand(adapter)._command.WithExamples(
        "gcverify profile examples/local.gcp --collector mark-sweep",
        "gcverify profile examples/cycle.gcp --collectors mark-sweep,reference-counting",
        "gcverify profile --seed 7 --collector generational --format svg -o 7.svg",
        "gcverify profile examples/cycle.gcp --collector semispace --save before",
        "gcverify profile compare before after");

    private int Run(ParseResult result)
    {
        string format = _format.Read(result);
        ReportFile? file = _output.Read(result);
        ReportFile? record = result.GetValue(_save) is string name ? ProfileFolder.ToSave(name, result.GetValue(_output.Force)) : null;
        ProfileRows? rows = ReadRows(result.GetValue(_by));
        ProgramRequest request = _program.Read(result, _program.FileOf(result), ReadCollectors(result));
        WorkOrder order = request.Order with { Task = WorkTask.Profile, Rows = rows };
        IReadOnlyList<ProfileAnswer>? answers =
            SingleOrder.Run(order, request.Patience, $"{request.File.Name} on {request.Collector}", request.File.Program)?.Profiles;
        if (answers is null)
        {
            return ExitCodes.Undecided;
        }

        HeapProfile[] profiles = [.. answers.Select(answer => answer.Profile)];
        CheckUnits(profiles);
        string text = format switch
        {
            "json" => ProfileJson.Render(profiles),
            "svg" => ProfileSvg.Render(profiles),
            _ => TextOf(request, answers, profiles),
        };
        if (file is not null)
        {
            file.Write(text);
        }
        else
        {
            Console.Out.Write(text);
        }

        record?.Write(ProfileJson.Render(profiles));
        return ExitCodes.Holds;
    }

    /// <summary>Figures can be put side by side only if they count the same.</summary>
    /// <exception cref="UsageException">They do not.</exception>
    public static void CheckUnits(IReadOnlyList<HeapProfile> profiles)
    {
        HeapProfile first = profiles[0];
        if (profiles.FirstOrDefault(profile => profile.Unit != first.Unit) is { } other)
        {
            throw new UsageException(
                $"{first.Collector} is measured in {first.Unit} and {other.Collector} in {other.Unit}: they cannot be compared");
        }
    }

    private static string TextOf(ProgramRequest request, IReadOnlyList<ProfileAnswer> answers, HeapProfile[] profiles)
    {
        string tables = string.Concat(answers.Where(answer => answer.Table.Length > 0).Select(answer =>
            (answers.Count > 1 ? $"On {answer.Profile.Collector}:\n\n" : "") + answer.Table + "\n"));
        return $"{request.File.Name} on {request.Collector}, in {profiles[0].Unit}\n\n{tables}{ProfileText.Render(profiles)}";
    }

    private string[]? ReadCollectors(ParseResult result)
    {
        if (result.GetValue(_collectors) is not string given)
        {
            return null;
        }

        string[] names = given.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return _program.NamesCollector(result) ? throw new UsageException($"{_collectors.Name}: give it or '--collector', not both")
            : names.Length is 0 or > MostCollectors
                ? throw new UsageException(
                    $"{_collectors.Name} '{Catalog.Quoted(given)}': expected 1 to {MostCollectors} names with commas between them")
            : names;
    }

    private static ProfileRows? ReadRows(string? given) => given is null ? null
        : Array.IndexOf(RowNames, given) is >= 0 and int index ? Enum.GetValues<ProfileRows>()[index]
        : throw new UsageException(Catalog.Unknown("rows", given, RowNames, "there are: " + string.Join(", ", RowNames)));
}
